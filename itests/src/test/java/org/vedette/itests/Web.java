package org.vedette.itests;

import java.io.IOException;
import java.io.InputStream;
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

/** Calls the HTTPS port of the server a test runs in, as the operator of this host. */
final class Web {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String base;
  private final String token;
  private final HttpClient client;

  Web() throws IOException, GeneralSecurityException {
    Path home = Path.of(System.getProperty("karaf.base"));
    Properties web = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("etc/org.ops4j.pax.web.cfg"))) {
      web.load(in);
    }
    base = "https://127.0.0.1:" + web.getProperty("org.osgi.service.http.port.secure").strip();
    token = Files.readString(home.resolve("var/secrets/local-credential")).strip();
    client = HttpClient.newBuilder().sslContext(trusting(home)).build();
  }

  /** Trusts exactly the certificate that the server made for itself. */
  private static SSLContext trusting(Path home) throws IOException, GeneralSecurityException {
    char[] password =
        Files.readString(home.resolve("var/secrets/tls.password")).strip().toCharArray();
    KeyStore own = KeyStore.getInstance(home.resolve("etc/tls/server.p12").toFile(), password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", own.getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Sends a request without waiting for its answer. */
  CompletableFuture<HttpResponse<String>> later(String method, String path, String body) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  /** Sends a request. */
  HttpResponse<String> send(String method, String path, String body) {
    return later(method, path, body).join();
  }

  /** Sends a GET and returns the status. */
  int status(String path) {
    return send("GET", path, "").statusCode();
  }
}
