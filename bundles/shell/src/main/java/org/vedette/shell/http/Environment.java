package org.vedette.shell.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the client runs.
 *
 * @param base directory of the server on this host; empty where only a client is installed
 * @param home directory of the person
 * @param variables environment variables
 */
public record Environment(Optional<Path> base, Path home, Map<String, String> variables) {
  /** A variable that is not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(it -> !it.isBlank());
  }

  /** Where the client keeps what it knows. */
  Path configuration() {
    return variable("XDG_CONFIG_HOME")
        .map(Path::of)
        .orElse(home.resolve(".config"))
        .resolve("vedette");
  }
}
