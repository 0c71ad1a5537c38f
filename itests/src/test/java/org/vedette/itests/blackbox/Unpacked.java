package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The distribution, unpacked once by each run of the tests and copied from there. The jars of its
 * repository, which nobody changes, are not copied but named a second time.
 */
final class Unpacked {
  private static final String JARS = "system";

  private Unpacked() {}

  /** Puts the distribution into an empty directory. */
  static void into(Path base) throws IOException {
    into(base, Path.of(System.getProperty("vedette.distribution")));
  }

  /** The same with another distribution. */
  static synchronized void into(Path base, Path archive) throws IOException {
    Path once =
        Path.of(System.getProperty("vedette.work"))
            .resolve("unpacked-" + Files.getLastModifiedTime(archive).toMillis());
    if (!Files.exists(once)) {
      Path half = Files.createTempDirectory(once.getParent(), "unpacking");
      run("tar", "-xzf", archive.toString(), "-C", half.toString(), "--strip-components=1");
      moveUnlessThere(half, once);
    }
    for (Path each : children(once)) {
      boolean jars = each.getFileName().toString().equals(JARS);
      run("cp", jars ? "-al" : "-a", each.toString(), base.toString());
    }
  }

  /** Another process of the same run may have been sooner. */
  private static void moveUnlessThere(Path half, Path once) throws IOException {
    try {
      Files.move(half, once);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException sooner) {
      run("rm", "-r", half.toString());
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
