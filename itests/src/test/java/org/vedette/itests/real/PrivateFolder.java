package org.vedette.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one test that nobody else may look into; closing it removes it with all it holds. */
final class PrivateFolder implements AutoCloseable {
  private final Path path;

  PrivateFolder(String name) throws IOException {
    path =
        Files.createTempDirectory(
            name,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Its path. */
  Path path() {
    return path;
  }

  /** The path of a file in it, which need not exist. */
  Path file(String name) {
    return path.resolve(name);
  }

  /** Writes a file that only its owner may read. */
  Path write(String name, String text) throws IOException {
    Path file = Files.writeString(file(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** Writes a program that only its owner may run. */
  Path program(String name, String text) throws IOException {
    Path file = write(name, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
