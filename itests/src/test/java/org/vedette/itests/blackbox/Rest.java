package org.vedette.itests.blackbox;

import java.io.IOException;
import java.io.InputStream;
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
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The REST API of an unpacked server, called with the credential of its own host. */
public final class Rest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final String BASE = "/api/v1";

  private final String address;
  private final String token;
  private final HttpClient client;

  private Rest(String address, String token, HttpClient client) {
    this.address = address;
    this.token = token;
    this.client = client;
  }

  /** The API of the server that runs in this directory. */
  public static Rest of(Path base) throws IOException, GeneralSecurityException {
    Properties web = new Properties();
    try (InputStream in = Files.newInputStream(base.resolve("etc/org.ops4j.pax.web.cfg"))) {
      web.load(in);
    }
    return new Rest(
        "https://127.0.0.1:" + web.getProperty("org.osgi.service.http.port.secure"),
        Files.readString(base.resolve("var/secrets/local-credential")).strip(),
        HttpClient.newBuilder().sslContext(trusting(base)).build());
  }

  /** The API at this address, called by a token; it has the certificate of a server here. */
  public static Rest at(Path base, InetSocketAddress address, String token)
      throws IOException, GeneralSecurityException {
    return new Rest(
        "https://" + address.getAddress().getHostAddress() + ":" + address.getPort(),
        token,
        HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(trusting(base)).build());
  }

  /** Calls, and demands success; returns the body. */
  public String call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, path, body);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Calls, whatever comes of it. */
  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, BASE + path, body, token);
  }

  /** Asks how the server feels, as a load balancer does. */
  public HttpResponse<String> health() throws IOException, InterruptedException {
    return send("GET", "/health", "", "");
  }

  /** The credential it calls with. */
  public String token() {
    return token;
  }

  /** Asks for any path of the server and returns the status. */
  public int status(String path) {
    return later("GET", path, "").join().statusCode();
  }

  /** Sends a request to any path of the server, with another token or without one. */
  public HttpResponse<String> send(String method, String path, String body, String as)
      throws IOException, InterruptedException {
    return client.send(request(method, path, body, as), BodyHandlers.ofString());
  }

  /** Sends a request with one header more. */
  public HttpResponse<String> send(String path, String body, String as, String header, String value)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(request("POST", path, body, as), (name, given) -> true)
            .header(header, value)
            .build(),
        BodyHandlers.ofString());
  }

  /**
   * Sends a form to any path of the server, as a provider does: with a signature, without a token.
   */
  public HttpResponse<String> form(String path, String form, String header, String value)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** Sends a request to any path of the server, without waiting for its answer. */
  public CompletableFuture<HttpResponse<String>> later(String method, String path, String body) {
    return client.sendAsync(request(method, path, body, token), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String body, String as) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .timeout(LIMIT);
    if (!as.isEmpty()) {
      request.header("Authorization", "Bearer " + as);
    }
    return request.build();
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
