package org.vedette.lifecycle.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.Begun.Refused;

/** Which capabilities are not to be touched, and why. */
final class Rules {
  private static final String PREFIX = "org.vedette.";

  /** Without these there is no server. */
  static final List<String> REQUIRED =
      List.of("api", "audit", "core", "net", "state", "store", "vault");

  private static final Map<String, String> ALWAYS =
      Map.of(
          "sdk", "it answers this very command",
          "lifecycle", "it carries out this very command");

  private Rules() {}

  static boolean required(String symbolicName) {
    return REQUIRED.stream().anyMatch(it -> symbolicName.equals(PREFIX + it));
  }

  static String symbolicName(String required) {
    return PREFIX + required;
  }

  /** Returns why a capability cannot be disabled. */
  static Optional<Refused> disabling(String id) {
    if (REQUIRED.contains(id)) {
      return Optional.of(
          new Refused(
              "capability",
              id + " cannot be disabled: nobody can sign in without it.",
              "To stop all sign-ins, stop the server: bin/stop."));
    }
    return Optional.ofNullable(ALWAYS.get(id))
        .map(
            why ->
                new Refused(
                    "capability",
                    id + " cannot be disabled: " + why + ".",
                    "To run without it, uninstall its feature in the console."));
  }

  /** Returns why the bundle of this name cannot be replaced. */
  static Optional<Refused> replacing(String symbolicName) {
    return symbolicName.equals(PREFIX + "api")
        ? Optional.of(
            new Refused(
                "file",
                "api cannot be replaced while the server runs: every other bundle is bound to it.",
                "Upgrade the distribution; UPGRADING.md tells how."))
        : Optional.empty();
  }
}
