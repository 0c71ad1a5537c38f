package org.vedette.replication.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authority of one cluster: made with the first invitation, believed by the servers of this
 * cluster and by nobody else. Keys are on the curve P-256.
 */
public final class ClusterAuthority {
  /** How long a server's certificate is valid; it is renewed after two thirds of it. */
  public static final Duration LIFE = Duration.ofDays(90);

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /** Clocks of servers differ: a certificate counts from a little before it was made. */
  private static final Duration EARLIER = Duration.ofHours(2);

  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 120;

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final SecureRandom random = new SecureRandom();

  /** Takes an authority that was made before. */
  public ClusterAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /** Makes the authority of a cluster. */
  public static ClusterAuthority make(UUID cluster, Instant now)
      throws GeneralSecurityException, IOException {
    KeyPair pair = newKey();
    X500Name name =
        new X500NameBuilder()
            .addRDN(BCStyle.O, "Vedette cluster " + cluster)
            .addRDN(BCStyle.CN, "Authority")
            .build();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial(new SecureRandom()),
            Date.from(now.minus(EARLIER)),
            Date.from(now.plus(AUTHORITY_LIFE)),
            name,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return new ClusterAuthority(signed(builder, pair.getPrivate()), pair.getPrivate());
  }

  /** Makes a key of a server. */
  public static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * Issues the certificate of a server, valid for {@link #LIFE} from now.
   *
   * @param id name of the server, which the others check
   * @param host name or address under which they reach it
   */
  public X509Certificate issue(PublicKey server, String id, String host, Instant now)
      throws GeneralSecurityException, IOException {
    return issue(server, id, Optional.of(host), now, LIFE);
  }

  /**
   * Issues a certificate that a new server comes with once.
   *
   * @param id name of the invitation
   * @param life how long it is valid
   */
  public X509Certificate invite(PublicKey guest, String id, Instant now, Duration life)
      throws GeneralSecurityException, IOException {
    return issue(guest, id, Optional.empty(), now, life);
  }

  private X509Certificate issue(
      PublicKey server, String id, Optional<String> host, Instant now, Duration life)
      throws GeneralSecurityException, IOException {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            certificate,
            serial(random),
            Date.from(now.minus(EARLIER)),
            Date.from(now.plus(life)),
            new X500NameBuilder().addRDN(BCStyle.CN, id).build(),
            server);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
    if (host.isPresent()) {
      builder.addExtension(
          Extension.subjectAlternativeName, false, new GeneralNames(name(host.get())));
    }
    return signed(builder, key);
  }

  /** The certificate that the servers believe. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The key that issues; never leaves but sealed. */
  public PrivateKey key() {
    return key;
  }

  /** An address stands as such, everything else as a host name (RFC 5280 section 4.2.1.6). */
  private static GeneralName name(String host) {
    boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    } catch (OperatorCreationException refused) {
      throw new GeneralSecurityException("the certificate cannot be signed", refused);
    }
  }
}
