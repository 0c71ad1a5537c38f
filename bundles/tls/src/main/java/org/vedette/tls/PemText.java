package org.vedette.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of certificates and keys (RFC 7468). */
final class PemText {
  private static final long MOST_OCTETS = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/=\\s]");

  /**
   * One encapsulated object.
   *
   * @param label what it is, for instance {@code CERTIFICATE}
   * @param der its octets
   */
  record Block(String label, byte[] der) {}

  private PemText() {}

  /** Reads a file of at most 1 MiB. */
  static byte[] octets(Path file) throws TlsFileException {
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw new TlsFileException(file, "is larger than 1 MiB: name the right file");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new TlsFileException(file, "does not exist: put it there, or name another", missing);
    } catch (IOException unreadable) {
      throw new TlsFileException(
          file, "cannot be read by the user of the server: mend its owner or mode", unreadable);
    }
  }

  /** Finds all blocks of a file, in their order. */
  static List<Block> blocks(Path file) throws TlsFileException {
    List<Block> found = new ArrayList<>();
    Matcher each = BLOCK.matcher(new String(octets(file), StandardCharsets.ISO_8859_1));
    while (each.find()) {
      String body = each.group(2);
      if (body.contains("ENCRYPTED")) {
        throw new TlsFileException(
            file,
            "holds a key encrypted in an old form: convert it with openssl pkcs8 -topk8 -in OLD"
                + " -out NEW");
      }
      if (NOT_BASE64.matcher(body).find()) {
        throw new TlsFileException(file, "is damaged: put it there again");
      }
      try {
        found.add(new Block(each.group(1), Base64.getMimeDecoder().decode(body)));
      } catch (IllegalArgumentException damaged) {
        throw new TlsFileException(file, "is damaged: put it there again", damaged);
      }
    }
    return found;
  }

  /** Reads all certificates of a file; one at least. */
  static List<X509Certificate> certificates(Path file) throws TlsFileException {
    List<X509Certificate> found = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label().equals("CERTIFICATE")) {
        found.add(certificate(file, block.der()));
      }
    }
    if (found.isEmpty()) {
      throw new TlsFileException(
          file, "holds no certificate: it must have lines -----BEGIN CERTIFICATE-----");
    }
    return found;
  }

  private static X509Certificate certificate(Path file, byte[] der) throws TlsFileException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException damaged) {
      throw new TlsFileException(
          file, "holds a certificate that is damaged: put it there again", damaged);
    }
  }
}
