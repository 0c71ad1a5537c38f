package org.vedette.lifecycle.desk;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the file that a bundle is installed from again when the platform's cache is dropped. */
public final class Artifacts {
  private static final String MAVEN = "mvn:";
  private static final String REFERENCE = "reference:";
  private static final String FILE = "file:";

  private final Path repository;

  /** Takes the directory {@code system/}. */
  public Artifacts(Path repository) {
    this.repository = repository;
  }

  /** Returns the file behind a location; empty when there is none. */
  public Optional<Path> of(String location) {
    String plain =
        location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
    Optional<Path> file =
        plain.startsWith(MAVEN)
            ? maven(plain.substring(MAVEN.length()))
            : plain.startsWith(FILE) ? local(plain) : Optional.empty();
    return file.filter(Files::isRegularFile);
  }

  private Optional<Path> local(String location) {
    try {
      URI uri = URI.create(location);
      // Those of the start list are named by their path below the repository.
      return Optional.of(
          uri.isOpaque() ? repository.resolve(uri.getSchemeSpecificPart()) : Path.of(uri));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** {@code group/artifact/version[/type[/classifier]]}; with another repository it is not ours. */
  private Optional<Path> maven(String location) {
    String[] parts = location.split("/");
    if (parts.length < 3 || location.contains("!")) {
      return Optional.empty();
    }
    String type = parts.length > 3 && !parts[3].isEmpty() ? parts[3] : "jar";
    String classifier = parts.length > 4 ? "-" + parts[4] : "";
    String name = parts[1] + "-" + parts[2] + classifier + "." + type;
    return Optional.of(
            repository
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2])
                .resolve(name)
                .normalize())
        .filter(it -> it.startsWith(repository));
  }
}
