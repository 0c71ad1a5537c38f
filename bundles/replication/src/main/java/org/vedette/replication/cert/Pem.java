package org.vedette.replication.cert;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text (RFC 7468) and from their encodings. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----\\s*([A-Za-z0-9+/=\\s]*?)-----END \\1-----");
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final int LINE = 64;

  private Pem() {}

  /** Writes a key and its certificates, the own first. */
  public static String text(OwnKey.Pair pair) throws GeneralSecurityException {
    StringBuilder text = new StringBuilder(block(KEY, pair.key().getEncoded()));
    for (X509Certificate each : pair.chain()) {
      text.append(block(CERTIFICATE, each.getEncoded()));
    }
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws GeneralSecurityException when it holds no key with a certificate
   */
  public static OwnKey.Pair pair(String text) throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    PrivateKey key = null;
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      byte[] body = decoded(block.group(2));
      if (block.group(1).equals(KEY)) {
        key = privateKey(body);
      } else if (block.group(1).equals(CERTIFICATE)) {
        chain.add(certificate(body));
      }
    }
    if (key == null || chain.isEmpty()) {
      throw new GeneralSecurityException("no key with a certificate");
    }
    return new OwnKey.Pair(key, chain.toArray(new X509Certificate[0]));
  }

  /** Reads a certificate. */
  public static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
    Certificate read =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
    if (read instanceof X509Certificate certificate) {
      return certificate;
    }
    throw new GeneralSecurityException("no certificate");
  }

  /** Reads a private key of an elliptic curve (PKCS#8). */
  public static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** Reads a public key of an elliptic curve (X.509). */
  public static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] decoded(String body) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException damaged) {
      throw new GeneralSecurityException("damaged text", damaged);
    }
  }

  private static String block(String kind, byte[] body) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(body)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
