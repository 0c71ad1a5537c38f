package org.vedette.eap;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.vedette.tls.Identity;

/** Certificate and key of the server as TLS uses them. Immutable. */
final class ServerKey {
  /** Forward secrecy and authenticated encryption only. */
  private static final int[] FOR_1_3 = {
    CipherSuite.TLS_AES_256_GCM_SHA384,
    CipherSuite.TLS_AES_128_GCM_SHA256,
    CipherSuite.TLS_CHACHA20_POLY1305_SHA256
  };

  private static final int[] FOR_RSA = {
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
  };

  private static final int[] FOR_EC = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
  };

  private final BcTlsCrypto crypto;
  private final AsymmetricKeyParameter key;
  private final List<TlsCertificate> chain = new ArrayList<>();

  /**
   * Takes an identity.
   *
   * @throws IOException when its key is of a kind that TLS here cannot use
   */
  ServerKey(BcTlsCrypto crypto, Identity identity) throws IOException {
    this.crypto = crypto;
    this.key = PrivateKeyFactory.createKey(identity.key().getEncoded());
    try {
      for (X509Certificate each : identity.chain()) {
        chain.add(crypto.createCertificate(each.getEncoded()));
      }
    } catch (CertificateEncodingException damaged) {
      throw new IOException(damaged);
    }
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  /** Lists the cipher suites that this key can serve, the best first. */
  int[] cipherSuites() {
    int[] older = key instanceof RSAKeyParameters ? FOR_RSA : FOR_EC;
    int[] all = new int[FOR_1_3.length + older.length];
    System.arraycopy(FOR_1_3, 0, all, 0, FOR_1_3.length);
    System.arraycopy(older, 0, all, FOR_1_3.length, older.length);
    return all;
  }

  /**
   * Chooses how to sign for a peer (RFC 8446 section 4.4.2.2, RFC 5246 section 7.4.1.4.1).
   *
   * @throws TlsFatalAlert when the peer can verify none of it
   */
  TlsCredentials credentials(TlsContext context) throws IOException {
    boolean newer = TlsUtils.isTLSv13(context);
    Vector<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
    for (int scheme : schemes(newer)) {
      SignatureAndHashAlgorithm each = SignatureScheme.getSignatureAndHashAlgorithm(scheme);
      if (offered != null && TlsUtils.containsSignatureAlgorithm(offered, each)) {
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context), crypto, key, certificate(newer), each);
      }
    }
    throw new TlsFatalAlert(AlertDescription.handshake_failure, "no common signature algorithm");
  }

  private int[] schemes(boolean newer) {
    if (key instanceof RSAKeyParameters) {
      return newer
          ? new int[] {
            SignatureScheme.rsa_pss_rsae_sha256,
            SignatureScheme.rsa_pss_rsae_sha384,
            SignatureScheme.rsa_pss_rsae_sha512
          }
          : new int[] {
            SignatureScheme.rsa_pss_rsae_sha256,
            SignatureScheme.rsa_pkcs1_sha256,
            SignatureScheme.rsa_pkcs1_sha384,
            SignatureScheme.rsa_pkcs1_sha512
          };
    }
    if (!(key instanceof ECPrivateKeyParameters ec)) {
      return new int[] {SignatureScheme.ed25519};
    }
    int own =
        switch (ec.getParameters().getCurve().getFieldSize()) {
          case 384 -> SignatureScheme.ecdsa_secp384r1_sha384;
          case 521 -> SignatureScheme.ecdsa_secp521r1_sha512;
          default -> SignatureScheme.ecdsa_secp256r1_sha256;
        };
    // Only TLS 1.3 ties the hash to the curve.
    return newer
        ? new int[] {own}
        : new int[] {
          own, SignatureScheme.ecdsa_secp256r1_sha256, SignatureScheme.ecdsa_secp384r1_sha384
        };
  }

  private Certificate certificate(boolean newer) {
    if (!newer) {
      return new Certificate(chain.toArray(new TlsCertificate[0]));
    }
    CertificateEntry[] entries =
        chain.stream()
            .map(each -> new CertificateEntry(each, null))
            .toArray(CertificateEntry[]::new);
    return new Certificate(TlsUtils.EMPTY_BYTES, entries);
  }
}
