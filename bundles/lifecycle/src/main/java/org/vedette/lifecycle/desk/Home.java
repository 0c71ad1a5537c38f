package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vedette.lifecycle.files.DurableFiles;
import org.vedette.lifecycle.files.KeptJars;
import org.vedette.lifecycle.files.Names;
import org.vedette.lifecycle.files.Operations;
import org.vedette.lifecycle.files.Trial;

/** The directory {@code var/lifecycle}: everything that outlives a restart. */
public final class Home {
  private final Path staging;
  private final Path trial;
  private final KeptJars kept;
  private final Operations operations;
  private final Names disabled;

  /** Opens the directory, and makes it if it is not there. */
  public Home(Path root) throws IOException {
    Files.createDirectories(root);
    staging = root.resolve("staging");
    trial = root.resolve("trial");
    kept = new KeptJars(root.resolve("kept"));
    operations = new Operations(root.resolve("operations"));
    disabled = new Names(root.resolve("disabled"));
  }

  KeptJars kept() {
    return kept;
  }

  Operations operations() {
    return operations;
  }

  Names disabled() {
    return disabled;
  }

  Optional<Trial> trial() throws IOException {
    return Trial.read(trial);
  }

  void begin(Trial it) throws IOException {
    it.write(trial);
  }

  void endTrial() throws IOException {
    DurableFiles.delete(trial);
  }

  /**
   * Copies a file here, where nobody changes it while it is looked at.
   *
   * @return the copy; empty when the file is larger than {@code most} bytes
   */
  Optional<Path> stage(Path file, String name, long most) throws IOException {
    Files.createDirectories(staging);
    Path copy = staging.resolve(name + ".jar");
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = Files.newOutputStream(copy)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        size += read;
        if (size > most) {
          break;
        }
        out.write(buffer, 0, read);
      }
    }
    if (size > most) {
      Files.delete(copy);
      return Optional.empty();
    }
    return Optional.of(copy);
  }

  /** Removes what one operation has staged. */
  void unstage(String name) throws IOException {
    Files.deleteIfExists(staging.resolve(name + ".jar"));
  }

  /** Removes what operations of an earlier process have staged. */
  void clearStaging() throws IOException {
    for (Path file : DurableFiles.list(staging, ".jar")) {
      Files.deleteIfExists(file);
    }
  }
}
