package org.vedette.lifecycle.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes files so that after a loss of power there is the old one or the new one, each whole. */
public final class DurableFiles {
  private DurableFiles() {}

  /** What goes into a file. */
  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Puts a copy of {@code source} in the place of {@code target}. */
  public static void copy(Path source, Path target) throws IOException {
    replace(
        target,
        out -> {
          try (InputStream in = Files.newInputStream(source)) {
            in.transferTo(out);
          }
        });
  }

  /** Writes lines in the place of {@code target}. */
  public static void write(Path target, List<String> lines) throws IOException {
    String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    replace(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Deletes a file, for good even if the power fails now. */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      force(directoryOf(file));
    }
  }

  /** Lists the files of a directory whose names end so, sorted; none when it does not exist. */
  public static List<Path> list(Path directory, String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ending)) {
        files.forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }

  private static void replace(Path target, Content content) throws IOException {
    Path directory = directoryOf(target);
    Files.createDirectories(directory);
    Path fresh = directory.resolve("." + target.getFileName() + ".new");
    try (FileChannel channel =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.writeTo(out);
      channel.force(true);
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(directory);
  }

  private static Path directoryOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " is no file");
    }
    return parent;
  }

  /** Makes the names in a directory durable (fsync of the directory, as POSIX asks for). */
  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
