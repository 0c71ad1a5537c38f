package org.vedette.gateway.mail;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.Certificates;

/**
 * One TLS handshake: judges the server's certificate and remembers what was presented and why it
 * was not accepted. Used for one connection only.
 */
final class TlsAttempt extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager judge;
  private volatile @Nullable X509Certificate presented;
  private volatile @Nullable String rejection;

  TlsAttempt(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** Makes the context in which this attempt judges. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java has no TLS", broken);
    }
  }

  /** Returns the server's certificate, once the handshake went that far. */
  Optional<X509Certificate> presented() {
    return Optional.ofNullable(presented);
  }

  /** Returns why the certificate was not accepted, and what to do. */
  Optional<String> rejection() {
    return Optional.ofNullable(presented)
        .flatMap(
            certificate ->
                Optional.ofNullable(rejection)
                    .map(why -> "the " + Certificates.describe(certificate) + ", " + why));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    decide(chain, type, () -> judge.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    decide(chain, type, () -> judge.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    decide(chain, type, () -> judge.checkServerTrusted(chain, type));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    judge.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    judge.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private void decide(X509Certificate[] chain, String type, Check check)
      throws CertificateException {
    presented = chain[0];
    try {
      check.run();
    } catch (CertificateException untrusted) {
      rejection = explain(chain, type, untrusted);
      throw untrusted;
    }
  }

  private String explain(X509Certificate[] chain, String type, CertificateException untrusted) {
    for (Throwable each = untrusted; each != null; each = each.getCause()) {
      if (each instanceof CertificateExpiredException) {
        return "has expired: renew it on the server";
      }
    }
    if (isTrustedForAnotherHost(chain, type)) {
      return "does not name this host: use a name that stands in it as host, or issue it anew";
    }
    return "is not trusted: add the certificate of "
        + chain[chain.length - 1].getIssuerX500Principal().getName()
        + " to trustedCertificates";
  }

  /** Whether the chain alone, without a host to compare with, is accepted. */
  private boolean isTrustedForAnotherHost(X509Certificate[] chain, String type) {
    try {
      judge.checkServerTrusted(chain, type);
      return true;
    } catch (CertificateException untrusted) {
      return false;
    }
  }
}
