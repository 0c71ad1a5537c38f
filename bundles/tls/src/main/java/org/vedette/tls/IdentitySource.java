package org.vedette.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Where an identity is kept. Passwords are not wiped: they are settings, and needed whenever a file
 * changes.
 */
public sealed interface IdentitySource permits IdentitySource.Pem, IdentitySource.Pkcs12 {

  /**
   * Two files of text.
   *
   * @param certificates the server's certificate and those of its issuers, in any order
   * @param key the private key: PKCS#8, PKCS#1 or SEC1
   * @param password of the key if it is encrypted (PKCS#8 only); empty when it is not
   */
  record Pem(Path certificates, Path key, String password) implements IdentitySource {
    @Override
    public String toString() {
      return "Pem[" + certificates + ", " + key + "]";
    }
  }

  /**
   * A key store with one private key.
   *
   * @param file the store
   * @param password of the store and of its key
   */
  record Pkcs12(Path file, String password) implements IdentitySource {
    @Override
    public String toString() {
      return "Pkcs12[" + file + "]";
    }
  }

  /** Lists the files, in a fixed order. */
  default List<Path> files() {
    return match(pem -> List.of(pem.certificates(), pem.key()), store -> List.of(store.file()));
  }

  /** Reads what is there now. */
  default Identity read() throws TlsFileException {
    return this instanceof Pem pem ? PemIdentity.read(pem) : Pkcs12Identity.read((Pkcs12) this);
  }

  /** Handles every kind. */
  default <R> R match(Function<Pem, R> pem, Function<Pkcs12, R> pkcs12) {
    return this instanceof Pem one ? pem.apply(one) : pkcs12.apply((Pkcs12) this);
  }
}
