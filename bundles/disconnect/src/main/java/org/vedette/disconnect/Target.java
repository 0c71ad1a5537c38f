package org.vedette.disconnect;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.vedette.api.auth.Application;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.codec.radius.Values;

/**
 * An application whose sessions are to be ended.
 *
 * @param application its id
 * @param name its name
 * @param port of its clients for such requests
 * @param secret shared with them
 */
record Target(UUID application, String name, int port, String secret) {
  private static final String LISTENER = "radius";
  private static final String SECRET = "secret";
  private static final int PORT = 3799;
  private static final int MOST_PORT = 65_535;

  /** Whether an application wants sessions to be ended. */
  static boolean wanted(Application application) {
    return application.enabled()
        && application.listener().equals(LISTENER)
        && "on".equals(application.extra().get("disconnect"));
  }

  /** Reads an application that {@link #wanted} it; empty when its secret cannot be opened. */
  static Optional<Target> of(Application application, SecretVault vault) {
    Map<String, String> extra = application.extra();
    String sealed = extra.get(SECRET);
    if (sealed == null) {
      return Optional.empty();
    }
    OptionalLong port = Values.unsigned(extra.getOrDefault("disconnectPort", ""), MOST_PORT);
    try (Secret secret =
        vault.open(
            Application.extraPlace(application.id(), SECRET), Base64.getDecoder().decode(sealed))) {
      return Optional.of(
          new Target(
              application.id(),
              application.label(),
              port.isPresent() ? (int) port.getAsLong() : PORT,
              secret.text()));
    } catch (UnsealException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Target[" + name + "]";
  }
}
