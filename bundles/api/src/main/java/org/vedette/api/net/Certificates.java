package org.vedette.api.net;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;

/** Reads certificates from PEM text (RFC 7468) and describes them. */
public final class Certificates {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);

  private Certificates() {}

  /** Reads a setting; what is wrong is noted. */
  public static List<X509Certificate> read(SettingText given, String key) {
    try {
      return read(given.text(key));
    } catch (CertificateException unreadable) {
      given.bad(key, "is no PEM text of certificates: " + unreadable.getMessage());
      return List.of();
    }
  }

  /**
   * Reads every certificate of the text; what stands between them is ignored. A line break may also
   * be written as backslash and n.
   *
   * @throws CertificateException when one is damaged, or the text holds none though not empty
   */
  public static List<X509Certificate> read(String pem) throws CertificateException {
    if (pem.isBlank()) {
      return List.of();
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(pem.replace("\\n", "\n"));
    while (block.find()) {
      try {
        byte[] der = Base64.getMimeDecoder().decode(block.group(1));
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      } catch (IllegalArgumentException noBase64) {
        throw new CertificateException("a certificate is damaged", noBase64);
      }
    }
    if (found.isEmpty()) {
      throw new CertificateException("no PEM certificate in the text");
    }
    return List.copyOf(found);
  }

  /** Returns subject, issuer and expiry. */
  public static String describe(X509Certificate certificate) {
    return "certificate of "
        + certificate.getSubjectX500Principal().getName()
        + ", issued by "
        + certificate.getIssuerX500Principal().getName()
        + ", valid until "
        + certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
