package org.vedette.client.http.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.wire.Outgoing.Header;

/**
 * How this server proves who it is.
 *
 * @param kind in which way
 * @param name the user for {@link Kind#BASIC}, the name of the header for {@link Kind#HEADER}
 */
public record Authentication(Kind kind, String name) {
  private static final String AUTHORIZATION = "Authorization";

  /** Ways. */
  public enum Kind {
    /** Not at all, or by a field of the request. */
    NONE,
    /** User and secret (RFC 7617). */
    BASIC,
    /** The secret is a bearer token (RFC 6750). */
    BEARER,
    /** The secret is the value of a header. */
    HEADER
  }

  /** Makes the header; it holds the secret. */
  public Optional<Header> header(Secret secret) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case BASIC ->
          // RFC 7617 section 2: user, colon, password, in base64.
          Optional.of(
              new Header(
                  AUTHORIZATION,
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(
                              (name + ":" + secret.text()).getBytes(StandardCharsets.UTF_8))));
      // RFC 6750 section 2.1.
      case BEARER -> Optional.of(new Header(AUTHORIZATION, "Bearer " + secret.text()));
      case HEADER -> Optional.of(new Header(name, secret.text()));
    };
  }

  /** Tells whether a secret can stand where it is to stand: headers hold printable ASCII. */
  public boolean fits(Secret secret) {
    return kind == Kind.NONE
        || kind == Kind.BASIC
        || secret.text().chars().allMatch(each -> each > ' ' && each < 0x7F);
  }
}
