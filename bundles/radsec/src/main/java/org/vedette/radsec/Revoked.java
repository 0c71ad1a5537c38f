package org.vedette.radsec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import org.vedette.tls.TlsFileException;

/** Reads lists of revoked certificates (RFC 5280 section 5). */
final class Revoked {
  private static final long MOST_OCTETS = 16 << 20;

  private Revoked() {}

  /** Reads all lists of a file, text or binary; one at least, at most 16 MiB. */
  static List<X509CRL> read(Path file) throws TlsFileException {
    List<X509CRL> found = new ArrayList<>();
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw new TlsFileException(file, "is larger than 16 MiB: name the right file");
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        for (CRL each : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
          found.add((X509CRL) each);
        }
      }
    } catch (IOException unreadable) {
      throw new TlsFileException(
          file, "cannot be read: put it there, readable by the user of the server", unreadable);
    } catch (CRLException | CertificateException damaged) {
      throw new TlsFileException(
          file, "is damaged, or no list of revoked certificates: put it there again", damaged);
    }
    if (found.isEmpty()) {
      throw new TlsFileException(
          file,
          "holds no list of revoked certificates: it must have lines -----BEGIN X509 CRL-----");
    }
    return found;
  }
}
