package org.vedette.radsec;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.vedette.listener.ModernTls;
import org.vedette.tls.Authorities;
import org.vedette.tls.Identity;
import org.vedette.tls.TlsFileException;

/**
 * What new connections are made with, read from files as they were at one moment. Thread-safe.
 *
 * @param context makes engines; its sessions are resumed only while the files stay as they are
 * @param identity who the server is
 * @param trust which clients are believed
 * @param listsEnd when the first list of revoked certificates is out of date
 */
record TlsMaterial(SSLContext context, Identity identity, Trust trust, Optional<Instant> listsEnd) {
  private static final int MOST_SESSIONS = 2000;
  private static final int SESSION_SECONDS = (int) TimeUnit.MINUTES.toSeconds(10);

  /** Reads the files as they are now. */
  static TlsMaterial read(TlsFiles files) throws TlsFileException {
    Identity identity = files.identity().read();
    Authorities authorities = Authorities.read(files.authorities());
    List<X509CRL> revoked =
        files.revoked().isPresent() ? Revoked.read(files.revoked().get()) : List.of();
    try {
      Trust trust = Trust.of(authorities, revoked);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(identity), new TrustManager[] {trust}, null);
      context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      return new TlsMaterial(context, identity, trust, end(revoked));
    } catch (GeneralSecurityException | IOException unusable) {
      throw new TlsFileException(
          files.identity().files().get(0),
          "holds a key or certificate that TLS cannot use: make one of RSA (2048 bit or more) or EC",
          unusable);
    }
  }

  /** Makes the server's side of one connection, which must show a certificate (RFC 6614, 2.3). */
  SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setNeedClientAuth(true);
    engine.setSSLParameters(ModernTls.of(parameters));
    return engine;
  }

  @Override
  public String toString() {
    return "TlsMaterial[" + identity + "]";
  }

  private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] none = new char[0];
    store.setKeyEntry("server", identity.key(), none, identity.chain().toArray(new Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  private static Optional<Instant> end(List<X509CRL> revoked) {
    return revoked.stream()
        .map(X509CRL::getNextUpdate)
        .filter(each -> each != null)
        .map(Date::toInstant)
        .min(Instant::compareTo);
  }
}
