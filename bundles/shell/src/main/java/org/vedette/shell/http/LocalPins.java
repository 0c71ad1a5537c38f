package org.vedette.shell.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.vedette.shell.Failure;

/**
 * On the server's own host the certificate is the one in its key store.
 *
 * <p>Opening a PKCS12 file takes as long as the rest of a command, so the fingerprint that it held
 * is kept in a file beside the server's caches, together with the key store's time of change.
 */
final class LocalPins implements Pins {
  private final Path keyStore;
  private final Path password;
  private final Path cache;
  private final Path kept;

  LocalPins(Path base) {
    keyStore = base.resolve("etc/tls/server.p12");
    password = base.resolve("var/secrets/tls.password");
    cache = base.resolve("var/cache");
    kept = cache.resolve("client-pin");
  }

  @Override
  public Optional<Failure> check(Fingerprint shown) {
    try {
      String line = Files.getLastModifiedTime(keyStore).toMillis() + " " + shown;
      if (Files.isReadable(kept) && Files.readString(kept).equals(line)) {
        return Optional.empty();
      }
      if (stored().contains(shown)) {
        keep(line);
        return Optional.empty();
      }
      return Optional.of(
          Failure.refused(
              "The server shows a certificate that is not the one in etc/tls/server.p12, so nothing"
                  + " was sent to it. Fingerprint shown: "
                  + shown,
              "if you have just put in another certificate: try again in 5 seconds",
              "otherwise look which program listens on this port, and restart the server with"
                  + " bin/stop and bin/start"));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.of(
          Failure.refused(
              "The server's certificate cannot be read from " + keyStore + ": " + e.getMessage(),
              "run this as the server's user, for example with: sudo -u vedette",
              "or use a token from anywhere: --server URL --token-file FILE"));
    }
  }

  private Set<Fingerprint> stored() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, Files.readString(password).strip().toCharArray());
    }
    Set<Fingerprint> stored = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate = store.getCertificate(alias);
      if (certificate instanceof X509Certificate && store.isKeyEntry(alias)) {
        stored.add(Fingerprint.of((X509Certificate) certificate));
      }
    }
    return stored;
  }

  /** Keeps a line for the next command; without it that one only takes longer. */
  private void keep(String line) {
    try {
      if (Files.isWritable(cache)) {
        Path fresh = Files.createTempFile(cache, "client-pin", ".new");
        Files.writeString(fresh, line);
        Files.move(fresh, kept, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      kept.toFile().delete();
    }
  }
}
