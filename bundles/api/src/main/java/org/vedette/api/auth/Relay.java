package org.vedette.api.auth;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;

/**
 * What a listener and a primary authenticator of the same protocol tell each other, in the
 * protocol's own form; nobody between reads it. On the way back it is one of the attributes of a
 * verdict, sealed, because attributes are kept while a person is being asked and may hold keys.
 *
 * @param protocol id of the protocol, for instance {@code radius}
 * @param content for RADIUS: attributes one after the other, hidden ones revealed
 */
public record Relay(String protocol, byte[] content) {
  private static final String ATTRIBUTE = "vedette.relay.";

  /** Writes it as an attribute. */
  public Map<String, String> seal(SecretVault vault) {
    try (Secret clear = Secret.of(content)) {
      return Map.of(
          ATTRIBUTE + protocol,
          Base64.getEncoder().encodeToString(vault.seal(place(protocol), clear)));
    }
  }

  /**
   * Finds it among attributes; empty when there is none of this protocol.
   *
   * @throws UnsealException when it was altered
   */
  public static Optional<Relay> open(
      Map<String, String> attributes, String protocol, SecretVault vault) {
    String sealed = attributes.get(ATTRIBUTE + protocol);
    if (sealed == null) {
      return Optional.empty();
    }
    try (Secret clear = vault.open(place(protocol), Base64.getDecoder().decode(sealed))) {
      return Optional.of(new Relay(protocol, clear.bytes()));
    }
  }

  private static SealedPlace place(String protocol) {
    return new SealedPlace("sign-in", "relay", protocol);
  }

  @Override
  public String toString() {
    return "Relay[protocol=" + protocol + ", octets=" + content.length + "]";
  }
}
