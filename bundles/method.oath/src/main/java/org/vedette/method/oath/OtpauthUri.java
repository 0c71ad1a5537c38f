package org.vedette.method.oath;

import java.nio.charset.StandardCharsets;

/** Writes the URI that authenticator apps read from a QR code (Key Uri Format). */
final class OtpauthUri {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private OtpauthUri() {}

  /**
   * Writes the URI.
   *
   * @param issuer name of the organisation; may be empty
   * @param account name of the user
   * @param secret Base32 without padding
   */
  static String write(Token token, String issuer, String account, String secret) {
    StringBuilder uri = new StringBuilder("otpauth://").append(token.type()).append('/');
    if (!issuer.isBlank()) {
      uri.append(label(issuer)).append(':');
    }
    uri.append(label(account)).append("?secret=").append(secret);
    if (!issuer.isBlank()) {
      uri.append("&issuer=").append(label(issuer));
    }
    uri.append("&algorithm=").append(token.algorithm().name());
    uri.append("&digits=").append(token.digits());
    return token.timed()
        ? uri.append("&period=").append(token.period()).toString()
        : uri.append("&counter=0").toString();
  }

  /** A colon parts issuer from account, so neither may hold one. */
  private static String label(String text) {
    return percentEncode(text.strip().replace(':', ' '));
  }

  /** Encodes all but unreserved characters (RFC 3986, section 2.3), as UTF-8. */
  private static String percentEncode(String text) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each > 0 && UNRESERVED.indexOf(each) >= 0) {
        out.append((char) each);
      } else {
        out.append('%').append(String.format("%02X", each & 0xff));
      }
    }
    return out.toString();
  }
}
