package org.vedette.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts certificates in the order in which they are shown. */
final class Chain {
  private static final byte[] SAMPLE = {1};

  private Chain() {}

  /**
   * Makes an identity of a key and certificates in any order.
   *
   * @param file where the certificates come from, for messages
   */
  static Identity of(Path file, List<X509Certificate> certificates, PrivateKey key)
      throws TlsFileException {
    List<X509Certificate> chain = new ArrayList<>();
    Optional<X509Certificate> next =
        certificates.stream().filter(each -> belongs(key, each.getPublicKey())).findFirst();
    if (next.isEmpty()) {
      throw new TlsFileException(
          file,
          "holds no certificate for the private key: certificate and key must be of one pair");
    }
    while (next.isPresent()) {
      chain.add(next.get());
      next = issuer(next.get(), certificates).filter(each -> !chain.contains(each));
    }
    return new Identity(chain, key);
  }

  /** Finds the issuer; a root is not shown, because whoever trusts it has it. */
  private static Optional<X509Certificate> issuer(
      X509Certificate of, List<X509Certificate> certificates) {
    return certificates.stream()
        .filter(each -> !isSelfIssued(each))
        .filter(each -> !isSelfIssued(of))
        .filter(each -> each.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
        .filter(each -> signed(each, of))
        .findFirst();
  }

  private static boolean isSelfIssued(X509Certificate one) {
    return one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
  }

  private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private static boolean belongs(PrivateKey key, PublicKey candidate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(SAMPLE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(candidate);
      verifier.update(SAMPLE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException another) {
      return false;
    }
  }
}
