package org.vedette.shell.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * SHA-256 of a certificate, as {@code openssl x509 -noout -fingerprint -sha256} prints it.
 *
 * @param text 32 pairs of upper-case hexadecimal digits with colons between
 */
public record Fingerprint(String text) {
  private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();
  private static final int BYTES = 32;

  /** Of a certificate. */
  public static Fingerprint of(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new Fingerprint(FORM.formatHex(digest.digest(certificate.getEncoded())));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("certificate without bytes, or Java without SHA-256", e);
    }
  }

  /** Reads one, with or without colons, spaces or a prefix like {@code SHA256:}, in any case. */
  public static Optional<Fingerprint> parse(String typed) {
    String hex =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceFirst("^SHA-?256( FINGERPRINT)?[:=]", "")
            .replaceAll("[: ]", "");
    if (!hex.matches("[0-9A-F]{" + 2 * BYTES + "}")) {
      return Optional.empty();
    }
    return Optional.of(new Fingerprint(FORM.formatHex(HexFormat.of().parseHex(hex))));
  }

  @Override
  public String toString() {
    return text;
  }
}
