package org.vedette.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Authorities whose certificates are trusted.
 *
 * @param certificates theirs; never empty
 */
public record Authorities(Set<X509Certificate> certificates) {
  /** Copies the set. */
  public Authorities {
    certificates = Set.copyOf(certificates);
  }

  /** Reads them from a file of text. */
  public static Authorities read(Path file) throws TlsFileException {
    List<X509Certificate> all = PemText.certificates(file);
    for (X509Certificate each : all) {
      // RFC 5280 section 4.2.1.9: who may not issue is no authority.
      if (each.getVersion() >= 3 && each.getBasicConstraints() < 0) {
        throw new TlsFileException(
            file,
            "holds a certificate that is no authority's ("
                + each.getSubjectX500Principal()
                + "): put that of its issuer there");
      }
    }
    return new Authorities(Set.copyOf(all));
  }
}
