package org.vedette.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Reads an identity of a key store (RFC 7292). */
final class Pkcs12Identity {
  private Pkcs12Identity() {}

  static Identity read(IdentitySource.Pkcs12 from) throws TlsFileException {
    Path file = from.file();
    byte[] octets = PemText.octets(file);
    char[] password = from.password().toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(octets), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
          return Chain.of(file, certificates(store, alias), key);
        }
      }
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new TlsFileException(
          file, "cannot be opened: the password is wrong, or it is no PKCS#12 file", unreadable);
    } finally {
      Arrays.fill(password, '\0');
    }
    throw new TlsFileException(file, "holds no private key: export it with its key");
  }

  private static List<X509Certificate> certificates(KeyStore store, String alias)
      throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    Certificate[] chain = store.getCertificateChain(alias);
    for (Certificate each : chain == null ? new Certificate[0] : chain) {
      if (each instanceof X509Certificate certificate) {
        found.add(certificate);
      }
    }
    return found;
  }
}
