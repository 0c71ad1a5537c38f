package org.vedette.radsec;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.vedette.tls.Authorities;

/**
 * Which certificates of clients are believed: paths to our own list of authorities (RFC 5280), none
 * of the system's. A refusal says whose certificate it was. Thread-safe.
 */
final class Trust extends X509ExtendedTrustManager {
  private static final String PKIX = "PKIX";

  private final X509ExtendedTrustManager paths;

  private Trust(X509ExtendedTrustManager paths) {
    this.paths = paths;
  }

  /**
   * Trusts these authorities.
   *
   * @param revoked their lists of revoked certificates; empty: nobody asks. Otherwise each
   *     authority of a path must have one that is not out of date.
   */
  static Trust of(Authorities authorities, List<X509CRL> revoked) throws GeneralSecurityException {
    Set<TrustAnchor> anchors =
        authorities.certificates().stream()
            .map(each -> new TrustAnchor(each, null))
            .collect(Collectors.toSet());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(!revoked.isEmpty());
    if (!revoked.isEmpty()) {
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
      PKIXRevocationChecker checker =
          (PKIXRevocationChecker) CertPathValidator.getInstance(PKIX).getRevocationChecker();
      // The lists at hand decide: nobody is asked over the network.
      checker.setOptions(
          Set.of(
              PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
      parameters.addCertPathChecker(checker);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
    factory.init(new CertPathTrustManagerParameters(parameters));
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager paths) {
        return new Trust(paths);
      }
    }
    throw new GeneralSecurityException("this Java has no PKIX trust manager");
  }

  /**
   * Tells whether a chain that was believed is believed still.
   *
   * @throws RefusedPeerException when it is not
   */
  void again(X509Certificate[] chain) throws RefusedPeerException {
    try {
      paths.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
    } catch (CertificateException refused) {
      throw new RefusedPeerException(chain[0], refused);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    try {
      paths.checkClientTrusted(chain, type, engine);
    } catch (CertificateException refused) {
      throw new RefusedPeerException(chain[0], refused);
    }
  }

  /** Names our authorities to whoever connects, so that it picks the right certificate. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return paths.getAcceptedIssuers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    paths.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    paths.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("no server is asked here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("no server is asked here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no server is asked here");
  }
}
