package org.vedette.gateway.smpp.wire;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates from PEM text (RFC 7468). */
public final class Certificates {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);

  private Certificates() {}

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
}
