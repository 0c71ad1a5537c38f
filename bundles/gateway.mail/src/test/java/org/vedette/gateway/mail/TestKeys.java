package org.vedette.gateway.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private authority and a server that it has certified, made by the JDK's keytool. */
final class TestKeys {
  static final String STORE_PASSWORD = "test-store-1";

  /** What everybody trusts here, made once: keytool takes its time. */
  private static final Map<String, TestKeys> MADE = new ConcurrentHashMap<>();

  private final Path folder;

  /** A server of this host. */
  static TestKeys own() {
    return MADE.computeIfAbsent("own", TestKeys::here);
  }

  /** A server of this host that another authority has certified. */
  static TestKeys strange() {
    return MADE.computeIfAbsent("strange", TestKeys::here);
  }

  /** A server of another host. */
  static TestKeys misnamed() {
    return MADE.computeIfAbsent("misnamed", name -> make("dns:other.example"));
  }

  private static TestKeys here(String name) {
    return make("dns:localhost,ip:127.0.0.1");
  }

  private static TestKeys make(String subjectAltNames) {
    try {
      return new TestKeys(subjectAltNames);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Makes an authority, and a server of the given names. */
  private TestKeys(String subjectAltNames) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("vedette-mail");
    pair("ca", "CN=Private authority", "-ext", "bc:c");
    pair("server", "CN=Mail server");
    tool("-exportcert", "-rfc", "-alias", "ca", "-keystore", store("ca"), "-file", file("ca.pem"));
    tool("-certreq", "-alias", "server", "-keystore", store("server"), "-file", file("server.csr"));
    tool(
        "-gencert",
        "-alias",
        "ca",
        "-keystore",
        store("ca"),
        "-infile",
        file("server.csr"),
        "-outfile",
        file("server.crt"),
        "-ext",
        "san=" + subjectAltNames);
    load("ca", "ca.pem");
    load("server", "server.crt");
  }

  private void pair(String name, String subject, String... more)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", name, "-keystore", store(name), "-dname", subject));
    words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
    words.addAll(Arrays.asList(more));
    tool(words.toArray(new String[0]));
  }

  private void load(String alias, String from) throws IOException, InterruptedException {
    tool(
        "-importcert",
        "-noprompt",
        "-alias",
        alias,
        "-keystore",
        store("server"),
        "-file",
        file(from));
  }

  private void tool(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
    command.addAll(Arrays.asList(words));
    command.addAll(List.of("-storepass", STORE_PASSWORD, "-J-XX:TieredStopAtLevel=1"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private String store(String name) {
    return file(name + ".p12");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Returns the key store of the server. */
  Path serverStore() {
    return Path.of(store("server"));
  }

  /** Returns the certificate of the authority. */
  String authority() throws IOException {
    return Files.readString(Path.of(file("ca.pem")));
  }

  /** Returns what the server shows. */
  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(serverStore())) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
    factory.init(keys, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
