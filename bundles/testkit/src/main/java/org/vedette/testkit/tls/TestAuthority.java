package org.vedette.testkit.tls;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.OID;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import com.unboundid.util.ssl.cert.X509CertificateExtension;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.vedette.api.net.Certificates;

/** A private authority and certificates that it issues. */
public final class TestAuthority {
  private static final char[] PIN = "changeit-1".toCharArray();
  private static final long DAY = Duration.ofDays(1).toMillis();

  // RFC 5280 sections 4.2.1.9 and 4.2.1.6.
  private static final OID BASIC_CONSTRAINTS = new OID("2.5.29.19");
  private static final OID ALTERNATIVE_NAME = new OID("2.5.29.17");
  private static final byte[] IS_CA = HexFormat.of().parseHex("30030101ff");
  private static final byte DNS_NAME = (byte) 0x82;

  private final X509Certificate certificate;
  private final KeyPair keys;

  /** Makes one. */
  public TestAuthority() throws Exception {
    ObjectPair<X509Certificate, KeyPair> made =
        signed("CN=Private authority", 30, BASIC_CONSTRAINTS, IS_CA);
    certificate = made.getFirst();
    keys = made.getSecond();
  }

  /** The authority's certificate as text. */
  public String certificate() {
    return pem(certificate);
  }

  /**
   * TLS of a server.
   *
   * @param host the name in its certificate
   * @param days how long it is valid from now, negative if it is no more
   */
  public SSLContext server(String host, int days) throws Exception {
    KeyPair own = signed("CN=Draft", 30, BASIC_CONSTRAINTS, IS_CA).getSecond();
    // SubjectPublicKeyInfo: RFC 5280 section 4.1.2.7.
    ASN1Element[] key = ASN1Sequence.decodeAsSequence(own.getPublic().getEncoded()).elements();
    ASN1Element[] algorithm = key[0].decodeAsSequence().elements();
    X509Certificate issued =
        X509Certificate.generateIssuerSignedCertificate(
            SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
            certificate,
            keys.getPrivate(),
            algorithm[0].decodeAsObjectIdentifier().getOID(),
            algorithm[1],
            key[1].decodeAsBitString(),
            null,
            new DN("CN=Server"),
            System.currentTimeMillis() - 10 * DAY,
            System.currentTimeMillis() + days * DAY,
            new X509CertificateExtension(
                ALTERNATIVE_NAME,
                false,
                new ASN1Sequence(
                        new ASN1Element(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII)))
                    .encode()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        own.getPrivate(),
        PIN,
        Certificates.read(pem(issued) + pem(certificate)).toArray(Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PIN);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static ObjectPair<X509Certificate, KeyPair> signed(
      String name, int days, OID extension, byte[] value) throws Exception {
    return X509Certificate.generateSelfSignedCertificate(
        SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
        PublicKeyAlgorithmIdentifier.EC,
        256,
        new DN(name),
        System.currentTimeMillis() - 20 * DAY,
        System.currentTimeMillis() + days * DAY,
        new X509CertificateExtension(extension, true, value));
  }

  private static String pem(X509Certificate one) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(one.getX509CertificateBytes())
        + "\n-----END CERTIFICATE-----\n";
  }
}
