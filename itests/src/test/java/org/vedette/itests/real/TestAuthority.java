package org.vedette.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of one test run, made with openssl, with a certificate for loopback. */
public final class TestAuthority {
  private static final String SETTINGS =
      """
      [req]
      distinguished_name = name
      prompt = no
      [name]
      CN = replaced
      [authority]
      basicConstraints = critical, CA:TRUE
      keyUsage = critical, keyCertSign
      subjectKeyIdentifier = hash
      [server]
      basicConstraints = CA:FALSE
      subjectAltName = DNS:localhost, IP:127.0.0.1
      extendedKeyUsage = serverAuth
      """;

  private final Path folder;

  private TestAuthority(Path folder) {
    this.folder = folder;
  }

  /** Makes the authority and a server's key and certificate in {@code folder}. */
  public static TestAuthority in(Path folder) throws IOException {
    Files.writeString(folder.resolve("openssl.cnf"), SETTINGS);
    TestAuthority made = new TestAuthority(folder);
    String newKey = " -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes ";
    made.openssl(
        "req -x509 -config @openssl.cnf -extensions authority -days 2"
            + newKey
            + "-subj /CN=Vedette+test+authority -keyout @ca.key -out @ca.pem");
    made.openssl(
        "req -new -config @openssl.cnf -subj /CN=localhost"
            + newKey
            + "-keyout @server.key -out @server.csr");
    made.openssl(
        "x509 -req -in @server.csr -CA @ca.pem -CAkey @ca.key -CAcreateserial -days 2"
            + " -extfile @openssl.cnf -extensions server -out @server.pem");
    return made;
  }

  /**
   * Makes another server certificate, with a large key and two authorities between.
   *
   * @return the file of the chain; the key is in {@code long.key}
   */
  public Path longChain() throws IOException {
    // One key for all three: what counts is how long they are, and making one takes a second.
    openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096 -out @long.key");
    String last = "ca";
    String lastKey = "ca";
    StringBuilder chain = new StringBuilder();
    for (String name : List.of("between1", "between2", "long")) {
      openssl(
          "req -new -config @openssl.cnf -key @long.key -subj /CN="
              + (name.equals("long") ? "localhost" : name)
              + " -out @"
              + name
              + ".csr");
      openssl(
          "x509 -req -in @%s.csr -CA @%s.pem -CAkey @%s.key -CAcreateserial -days 2"
                  .formatted(name, last, lastKey)
              + " -extfile @openssl.cnf -extensions "
              + (name.equals("long") ? "server" : "authority")
              + " -out @"
              + name
              + ".pem");
      chain.insert(0, Files.readString(folder.resolve(name + ".pem")));
      last = name;
      lastKey = "long";
    }
    return Files.writeString(folder.resolve("chain.pem"), chain);
  }

  /**
   * Makes another server's key and certificate, for loopback too.
   *
   * @param name of its files, and its common name
   */
  public void server(String name) {
    issue(name, "server");
  }

  /**
   * Makes a key and a certificate for a client.
   *
   * @param name of its files
   * @param dns the name that the certificate is for
   */
  public void client(String name, String dns) throws IOException {
    Files.writeString(
        folder.resolve("openssl.cnf"),
        """
        [%s]
        basicConstraints = CA:FALSE
        subjectAltName = DNS:%s
        extendedKeyUsage = clientAuth
        """
            .formatted(name, dns),
        StandardOpenOption.APPEND);
    issue(name, name);
  }

  private void issue(String name, String extensions) {
    openssl(
        "req -new -config @openssl.cnf -subj /CN="
            + name
            + " -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout @"
            + name
            + ".key -out @"
            + name
            + ".csr");
    openssl(
        "x509 -req -in @%s.csr -CA @ca.pem -CAkey @ca.key -CAcreateserial -days 2".formatted(name)
            + " -extfile @openssl.cnf -extensions %s -out @%s.pem".formatted(extensions, name));
  }

  /** Returns one of its files, like {@code nas.key}. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Returns the authority's certificate as PEM text. */
  public String pem() throws IOException {
    return Files.readString(certificate());
  }

  /** Returns the file of the authority's certificate. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** Returns the file of the server's certificate, for localhost and 127.0.0.1. */
  public Path serverCertificate() {
    return folder.resolve("server.pem");
  }

  /** Returns the file of the server's key. */
  public Path serverKey() {
    return folder.resolve("server.key");
  }

  /** Runs openssl; {@code @} stands for the folder, {@code +} for a space. */
  private void openssl(String arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (String each : arguments.split(" ")) {
      command.add(
          each.startsWith("@")
              ? folder.resolve(each.substring(1)).toString()
              : each.replace('+', ' '));
    }
    Tools.run("openssl", command, "");
  }
}
