package org.vedette.radsec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.rules.TemporaryFolder;
import org.vedette.tls.Authorities;
import org.vedette.tls.Identity;
import org.vedette.tls.IdentitySource;

/** The certificates of the tests, in a folder where they may be replaced. */
final class TlsFolder extends TemporaryFolder {
  @Override
  protected void before() throws Throwable {
    super.before();
    put("server.pem", "server.pem");
    put("server.key", "server.key");
    put("ca.pem", "ca.pem");
  }

  /** Puts a file of the resources in the place of another. */
  void put(String resource, String name) {
    try (InputStream in = TlsFolder.class.getResourceAsStream(resource)) {
      Path next = getRoot().toPath().resolve(name + ".new");
      Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
      Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path file(String name) {
    return getRoot().toPath().resolve(name);
  }

  /** The files of the server. */
  TlsFiles files() {
    return new TlsFiles(pem("server"), file("ca.pem"), Optional.empty());
  }

  /** The same, with lists of what is revoked. */
  TlsFiles filesWith(String list) {
    put(list, "crl.pem");
    return new TlsFiles(pem("server"), file("ca.pem"), Optional.of(file("crl.pem")));
  }

  private IdentitySource pem(String name) {
    return new IdentitySource.Pem(file(name + ".pem"), file(name + ".key"), "");
  }

  /** Reads one of the identities of the resources. */
  Identity identity(String name) throws Exception {
    put(name + ".pem", "read.pem");
    put(name + ".key", "read.key");
    return pem("read").read();
  }

  X509Certificate[] chain(String name) throws Exception {
    return identity(name).chain().toArray(new X509Certificate[0]);
  }

  /** Makes a client's side with this identity; without one when the name is empty. */
  SSLContext client(String name) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    put("ca.pem", "trusted.pem");
    trusted.setCertificateEntry(
        "ca", Authorities.read(file("trusted.pem")).certificates().iterator().next());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (!name.isEmpty()) {
      Identity identity = identity(name);
      own.setKeyEntry(
          "own", identity.key(), new char[0], identity.chain().toArray(new Certificate[0]));
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
