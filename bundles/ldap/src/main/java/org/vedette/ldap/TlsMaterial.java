package org.vedette.ldap;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.vedette.listener.ModernTls;
import org.vedette.tls.Identity;
import org.vedette.tls.IdentitySource;
import org.vedette.tls.TlsFileException;

/**
 * What TLS towards clients is made with, read from files as they were at one moment. Thread-safe.
 *
 * @param context makes engines
 * @param identity who the server is
 */
record TlsMaterial(SSLContext context, Identity identity) {
  private static final int MOST_SESSIONS = 10_000;
  private static final int SESSION_SECONDS = (int) TimeUnit.MINUTES.toSeconds(10);

  /** Reads the files as they are now. */
  static TlsMaterial read(IdentitySource files) throws TlsFileException {
    Identity identity = files.read();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] none = new char[0];
      store.setKeyEntry(
          "server", identity.key(), none, identity.chain().toArray(new Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, none);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
      context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
      return new TlsMaterial(context, identity);
    } catch (GeneralSecurityException | IOException unusable) {
      throw new TlsFileException(
          files.files().get(0),
          "holds a key or certificate that TLS cannot use: make one of RSA (2048 bit or more) or EC",
          unusable);
    }
  }

  /** Makes the server's side of one connection. */
  SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(ModernTls.of(engine.getSSLParameters()));
    return engine;
  }

  @Override
  public String toString() {
    return "TlsMaterial[" + identity + "]";
  }
}
