package org.vedette.itests.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.vedette.testkit.oath.SoftToken;

/** Sets up users and RADIUS clients on a running server through its REST API. */
final class BenchSite {
  /** The secret shared with every client. */
  static final String SECRET = "Bq4Zr7Wm2Xt9Lp5Yc3Nf";

  /** The password of every user who has one. */
  static final String PASSWORD = "Correct-Horse-9-Bench";

  private static final int CALLS_AT_A_TIME = 8;
  private static final Pattern OTPAUTH = Pattern.compile("\"otpauth\"\\s*:\\s*\"([^\"]+)\"");

  private final String address;
  private final String token;
  private final HttpClient client;
  private final InetSocketAddress radius;

  private BenchSite(Path base) throws IOException, GeneralSecurityException {
    String https =
        settings(base, "org.ops4j.pax.web.cfg").getProperty("org.osgi.service.http.port.secure");
    address = "https://127.0.0.1:" + https + "/api/v1";
    token = Files.readString(base.resolve("var/secrets/local-credential")).strip();
    client = HttpClient.newBuilder().sslContext(trusting(base)).build();
    String[] bound =
        settings(base, "org.vedette.radius.cfg").getProperty("authenticationAddresses").split(":");
    radius = new InetSocketAddress(bound[0], Integer.parseInt(bound[1].strip()));
  }

  /** Finds the REST API and the RADIUS address of the server in this directory. */
  static BenchSite of(Path base) throws IOException, GeneralSecurityException {
    return new BenchSite(base);
  }

  /** Where the server answers RADIUS. */
  InetSocketAddress radius() {
    return radius;
  }

  /**
   * Adds a RADIUS client.
   *
   * @param source where it sends from
   * @param primary who checks its passwords
   * @param appended whether a code may follow the password
   */
  void client(String name, String source, String primary, boolean appended)
      throws IOException, InterruptedException {
    call(
        "POST",
        "/applications",
        """
        {"name":"%s","listener":"radius","selectors":["%s"],"primary":"%s","appended":"%s",
        "tries":1,"extra":{"secret":"%s"}}"""
            .formatted(name, source, primary, appended ? "plain" : "off", SECRET));
  }

  /** Adds a directory in which a user's entry follows from the name. */
  void directory(String name, String url, String userDnTemplate, String baseDn)
      throws IOException, InterruptedException {
    call(
        "POST",
        "/directories",
        """
        {"name":"%s","servers":"%s","allowClearText":"true","userDnTemplate":"%s","baseDn":"%s"}"""
            .formatted(name, url, userDnTemplate, baseDn));
  }

  /** Adds as many users with a counter token; with a password of their own if wanted. */
  List<BenchUser> users(int users, boolean password) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_A_TIME);
    try {
      List<Future<BenchUser>> begun = new ArrayList<>();
      for (int number = 1; number <= users; number++) {
        String name = BenchUser.name(number);
        begun.add(threads.submit(() -> add(name, password)));
      }
      List<BenchUser> added = new ArrayList<>();
      for (Future<BenchUser> each : begun) {
        added.add(each.get());
      }
      return added;
    } catch (ExecutionException failure) {
      throw new IOException("a user could not be added: " + failure.getCause(), failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private BenchUser add(String name, boolean password) throws IOException, InterruptedException {
    call("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    if (password) {
      call("PUT", "/users/" + name + "/password", "{\"password\":\"%s\"}".formatted(PASSWORD));
    }
    String made =
        call(
            "POST",
            "/users/" + name + "/enrollments",
            "{\"method\":\"oath\",\"params\":{\"type\":\"hotp\"}}");
    Matcher otpauth = OTPAUTH.matcher(made);
    if (!otpauth.find()) {
      throw new IOException("the answer to a new enrollment has no otpauth address");
    }
    return BenchUser.counted(name, SoftToken.scan(otpauth.group(1)));
  }

  private String call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static Properties settings(Path base, String file) throws IOException {
    Properties settings = new Properties();
    try (var in = Files.newInputStream(base.resolve("etc").resolve(file))) {
      settings.load(in);
    }
    return settings;
  }

  /** Trusts exactly the certificate that the server made for itself. */
  private static SSLContext trusting(Path base) throws IOException, GeneralSecurityException {
    char[] password =
        Files.readString(base.resolve("var/secrets/tls.password")).strip().toCharArray();
    KeyStore own = KeyStore.getInstance(base.resolve("etc/tls/server.p12").toFile(), password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", own.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
