package org.vedette.itests.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Apache httpd with mod_authnz_ldap: one page, for whoever signs in. */
final class Httpd implements AutoCloseable {
  private static final List<String> BINARIES = List.of("/usr/sbin/apache2", "/usr/sbin/httpd");
  private static final List<String> MODULES =
      List.of("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules");

  private final Path folder;
  private final int port;
  private final Process process;

  /** Starts it with an LDAP server at this address. */
  Httpd(Path folder, String ldap, TestAuthority authority) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Path pages = Files.createDirectory(folder.resolve("pages"));
    Files.writeString(pages.resolve("index.html"), "in\n");
    Path settings = folder.resolve("httpd.conf");
    Files.writeString(settings, settings(pages, ldap, authority));
    process =
        Tools.start(
            "apache2",
            new ProcessBuilder(first(BINARIES), "-X", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()));
    Awaitility.await("httpd listens")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("httpd ended: " + log());
              }
              return answers();
            });
  }

  private boolean answers() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String first(List<String> candidates) {
    return candidates.stream()
        .filter(each -> Files.exists(Path.of(each)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("install the package apache2"));
  }

  private String settings(Path pages, String ldap, TestAuthority authority) {
    String modules = first(MODULES);
    String mpm =
        Stream.of("event", "prefork", "worker")
            .filter(each -> Files.exists(Path.of(modules, "mod_mpm_" + each + ".so")))
            .findFirst()
            .orElseThrow();
    StringBuilder text = new StringBuilder();
    for (String name :
        List.of("authn_core", "authz_core", "authz_user", "auth_basic", "ldap", "authnz_ldap")) {
      text.append("LoadModule %s_module %s/mod_%s.so\n".formatted(name, modules, name));
    }
    text.append("LoadModule mpm_%s_module %s/mod_mpm_%s.so\n".formatted(mpm, modules, mpm));
    return text
        + """
        ServerRoot FOLDER
        ServerName localhost
        Listen 127.0.0.1:PORT
        PidFile FOLDER/pid
        ErrorLog FOLDER/log
        DocumentRoot PAGES
        LDAPTrustedGlobalCert CA_BASE64 AUTHORITY
        LDAPTimeout 30
        <Directory PAGES>
          AuthType Basic
          AuthName here
          AuthBasicProvider ldap
          AuthLDAPURL LDAP/PEOPLE?uid
          AuthLDAPBindDN SERVICE
          AuthLDAPBindPassword SECRET
          Require valid-user
        </Directory>
        """
            .replace("FOLDER", folder.toString())
            .replace("PAGES", pages.toString())
            .replace("AUTHORITY", authority.certificate().toString())
            .replace("PORT", Integer.toString(port))
            .replace("LDAP/PEOPLE", ldap + "/" + Slapd.PEOPLE)
            .replace("SERVICE", Slapd.SERVICE_DN)
            .replace("SECRET", Slapd.SERVICE_PASSWORD);
  }

  /** Asks for the page as this user, and returns the status. */
  int status(String user, String password) {
    String pair =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/index.html"))
            .header("Authorization", "Basic " + pair)
            .timeout(Duration.ofSeconds(40))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException failure) {
      throw new AssertionError("httpd does not answer: " + log(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** What it wrote. */
  String log() {
    try {
      Path log = folder.resolve("log");
      return Files.readString(folder.resolve("output"))
          + (Files.exists(log) ? Files.readString(log) : "");
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() {
    Tools.end(process);
  }
}
