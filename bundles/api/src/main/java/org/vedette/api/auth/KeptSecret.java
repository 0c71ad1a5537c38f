package org.vedette.api.auth;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;

/**
 * The secret that a listener's field held before the present one, kept among {@link
 * Application#extra} so that it can be honoured while the other side is being changed.
 *
 * @param secret the secret; close it after use
 * @param since when it was replaced
 */
public record KeptSecret(Secret secret, Instant since) {
  private static final String PREVIOUS = ".previous";
  private static final String SINCE = ".since";

  /** Name among the extra settings of the secret before the one in {@code field}; sealed. */
  public static String previous(String field) {
    return field + PREVIOUS;
  }

  /** Name among the extra settings of when it was replaced, an ISO 8601 instant. */
  public static String since(String field) {
    return field + SINCE;
  }

  /** Writes this as extra settings of an application. */
  public Map<String, String> seal(UUID application, String field, SecretVault vault) {
    byte[] sealed = vault.seal(Application.extraPlace(application, previous(field)), secret);
    return Map.of(
        previous(field),
        Base64.getEncoder().encodeToString(sealed),
        since(field),
        since.toString());
  }

  /**
   * Finds it; empty when none is kept.
   *
   * @throws org.vedette.api.secret.UnsealException when it was altered
   */
  public static Optional<KeptSecret> open(Application of, String field, SecretVault vault) {
    String sealed = of.extra().get(previous(field));
    String since = of.extra().get(since(field));
    return sealed == null || since == null
        ? Optional.empty()
        : Optional.of(
            new KeptSecret(
                vault.open(
                    Application.extraPlace(of.id(), previous(field)),
                    Base64.getDecoder().decode(sealed)),
                Instant.parse(since)));
  }

  @Override
  public String toString() {
    return "KeptSecret[redacted]";
  }
}
