package org.vedette.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies files of the test's resources into a folder, where they may be changed. */
final class Folder {
  private final Path path;

  Folder(Path path) {
    this.path = path;
  }

  /** Copies one. */
  Path take(String name) throws IOException {
    return copy(name, name);
  }

  /** Copies one over another. */
  Path copy(String from, String to) throws IOException {
    Path target = path.resolve(to);
    try (InputStream in = Folder.class.getResourceAsStream(from)) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return target;
  }

  /** Makes one of several. */
  Path join(String name, String... parts) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(Files.readString(take(part)));
    }
    return Files.writeString(path.resolve(name), text);
  }

  Path path(String name) {
    return path.resolve(name);
  }
}
