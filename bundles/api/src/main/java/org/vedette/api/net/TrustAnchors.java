package org.vedette.api.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the judge of server certificates: which authorities are trusted. Thread-safe. */
public final class TrustAnchors {
  private TrustAnchors() {}

  /** Returns a judge that trusts these certificates, or what Java trusts if there are none. */
  public static X509ExtendedTrustManager judge(List<X509Certificate> trusted) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store(trusted));
      for (TrustManager each : factory.getTrustManagers()) {
        if (each instanceof X509ExtendedTrustManager judge) {
          return judge;
        }
      }
      throw new IllegalStateException("this Java has no X.509 trust manager");
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("cannot make a trust store", broken);
    }
  }

  private static @Nullable KeyStore store(List<X509Certificate> trusted)
      throws GeneralSecurityException, IOException {
    if (trusted.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("trusted-" + i, trusted.get(i));
    }
    return store;
  }
}
