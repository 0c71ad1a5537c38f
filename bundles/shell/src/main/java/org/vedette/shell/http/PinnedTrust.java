package org.vedette.shell.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Failure;

/**
 * Trusts one certificate and no other, whatever name and whatever issuer it has. The handshake
 * proves that the server holds its key.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final Pins pins;
  private volatile @Nullable Failure refusal;
  private volatile @Nullable Fingerprint shown;

  PinnedTrust(Pins pins) {
    this.pins = pins;
  }

  /** Why the last handshake was broken off. */
  Optional<Failure> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** What the server showed. */
  Optional<Fingerprint> shown() {
    return Optional.ofNullable(shown);
  }

  SSLSocketFactory sockets() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java without TLS", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    Fingerprint fingerprint = Fingerprint.of(chain[0]);
    shown = fingerprint;
    Optional<Failure> why = pins.check(fingerprint);
    if (why.isPresent()) {
      refusal = why.get();
      throw new CertificateException("not the pinned certificate");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, kind);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw new CertificateException("a client only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, kind);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, kind);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
