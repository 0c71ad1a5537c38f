package org.vedette.itests.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One certificate for HTTPS with the addresses of all servers of a lab. */
final class LabKey {
  private static final String ALIAS = "server";
  private static final int HOSTS = 9;

  private final Path file;
  private final String password = "lab-" + UUID.randomUUID();

  /** Makes it. */
  LabKey(Path folder, LabNet net) throws IOException {
    file = folder.resolve("server.p12");
    Path secret = folder.resolve("tls.password");
    Files.writeString(secret, password);
    String addresses =
        IntStream.rangeClosed(1, HOSTS)
            .mapToObj(host -> "ip:" + net.address(host))
            .collect(Collectors.joining(","));
    Host.run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "2",
        "-dname",
        "CN=lab",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1,ip:" + net.address(LabNet.EDGE) + "," + addresses,
        "-ext",
        "eku=serverAuth",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass:file",
        secret.toString());
  }

  /** Key and certificate, for a stranger to the cluster. */
  KeyStore store() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), password.toCharArray());
  }

  /** Opens the store. */
  char[] password() {
    return password.toCharArray();
  }

  /** What a program of the test needs to show this certificate, and to trust it. */
  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = store();
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("lab", store.getCertificate(ALIAS));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** The certificate in PEM, for those who have to trust it. */
  String certificate() throws IOException, GeneralSecurityException {
    Certificate certificate = store().getCertificate(ALIAS);
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Gives it to a server that was not started yet. */
  void into(Path base) throws IOException {
    Path secrets = base.resolve("var/secrets");
    for (Path each : List.of(base.resolve("var"), secrets, base.resolve("etc/tls"))) {
      Files.createDirectories(each);
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
    }
    Path kept = secrets.resolve("tls.password");
    Files.writeString(kept, password);
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
    Files.copy(file, base.resolve("etc/tls/server.p12"));
  }
}
