package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.security.KeyStore;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The REST API of the unpacked distribution: who may call, what is refused, and how. */
public class RestIT {
  private static final String PROBLEM = "application/problem+json";

  private static Server server;
  private static HttpClient client;
  private static String base;
  private static String local;

  @BeforeClass
  public static void start() throws Exception {
    server = Server.unpack("rest").start();
    local = Files.readString(server.base().resolve("var/secrets/local-credential")).strip();
    Properties web = new Properties();
    try (InputStream in =
        Files.newInputStream(server.base().resolve("etc/org.ops4j.pax.web.cfg"))) {
      web.load(in);
    }
    base = "https://127.0.0.1:" + web.getProperty("org.osgi.service.http.port.secure");
    client = HttpClient.newBuilder().sslContext(trusting(server.base())).build();
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  /** Trusts exactly the certificate that the server made for itself. */
  private static SSLContext trusting(Path home) throws Exception {
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

  private static HttpResponse<String> send(String method, String path, String body, String token)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static HttpResponse<String> api(String method, String path, String body)
      throws IOException {
    return send(method, "/api/v1" + path, body, local);
  }

  private static String refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(PROBLEM);
    assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"");
    return answer.body();
  }

  @Test
  public void healthAndDocumentNeedNoToken() throws IOException {
    assertThat(send("GET", "/health", "", "").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(send("GET", "/health/live", "", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/health/ready", "", "").body())
        .isEqualTo("{\"status\":\"ready\",\"missing\":[]}");
    for (String path : List.of("/openapi.yaml", "/api/v1/openapi.yaml")) {
      HttpResponse<String> document = send("GET", path, "", "");
      assertThat(document.statusCode()).as(path).isEqualTo(200);
      assertThat(document.body()).contains("openapi: 3", "/users/{name}/enrollments:");
    }
  }

  @Test
  public void apiAnswersBelowItsBaseOnly() throws IOException {
    for (String path : List.of("/status", "/users", "/cxf/status")) {
      assertThat(send("GET", path, "", local).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  public void everythingElseNeedsOne() throws IOException {
    HttpResponse<String> answer = send("GET", "/api/v1/status", "", "");

    refused(answer, 401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"vedette\"");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  public void readersMayOnlyLookAndGuessersMustWait() throws IOException {
    HttpResponse<String> made = api("POST", "/tokens", "{\"name\":\"reader\",\"role\":\"read\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    Matcher token = Pattern.compile("vdt_[A-Za-z0-9_-]{43}").matcher(made.body());
    assertThat(token.find()).isTrue();

    assertThat(send("GET", "/api/v1/users", "", token.group()).statusCode()).isEqualTo(200);
    refused(send("POST", "/api/v1/users", "{\"username\":\"x\"}", token.group()), 403);
    assertThat(api("GET", "/tokens", "").body()).contains("reader").doesNotContain(token.group());
    assertThat(api("DELETE", "/tokens/reader", "").statusCode()).isEqualTo(204);

    HttpResponse<String> answer = send("GET", "/api/v1/users", "", token.group());
    refused(answer, 401);
    for (int i = 0; i < 12 && answer.statusCode() == 401; i++) {
      answer = send("GET", "/api/v1/users", "", "vdt_wrong");
    }
    refused(answer, 429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(api("GET", "/users", "").statusCode())
        .as("the operator of this host is not locked out")
        .isEqualTo(200);
  }

  @Test
  public void usersAreAddedChangedAndRemoved() throws IOException {
    assertThat(api("POST", "/users", "{\"username\":\"Rest.Alice\"}").statusCode()).isEqualTo(201);
    assertThat(refused(api("POST", "/users", "{\"username\":\"REST.alice\"}"), 409))
        .contains("\"field\":\"username\"");
    assertThat(api("PATCH", "/users/rest.alice", "{\"lastName\":\"B\"}").body())
        .contains("\"version\":2", "\"lastName\":\"B\"");
    assertThat(
            api("PUT", "/users/rest.alice/password", "{\"password\":\"correct horse\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(api("POST", "/users/rest.alice/enrollments", "{\"method\":\"oath\"}").body())
        .contains("otpauth://totp/");
    assertThat(api("GET", "/users/rest.alice", "").body())
        .contains("\"complete\":true", "\"hasPassword\":true", "\"hasPin\":false");
    assertThat(api("DELETE", "/users/rest.alice", "").statusCode()).isEqualTo(204);
    refused(api("GET", "/users/rest.alice", ""), 404);
    assertThat(api("GET", "/audit?text=rest.alice", "").body())
        .contains("user.add", "user.remove")
        .doesNotContain("correct horse");
  }

  @Test
  public void refusalsNameTheField() throws IOException {
    assertThat(refused(api("POST", "/users", "{\"username\":\"x\",\"shoe\":1}"), 400))
        .contains("\"field\":\"shoe\"");
    assertThat(
            refused(
                api(
                    "POST",
                    "/users",
                    "{\"username\":\"x\",\"phone\":{\"country\":\"1\",\"number\":\"5\"}}"),
                400))
        .contains("phone.number", "10 digits");
    assertThat(refused(api("POST", "/users", "{\"username\":"), 400)).contains("line 1");
    refused(api("GET", "/nothing", ""), 404);
    refused(api("DELETE", "/status", ""), 405);
    refused(api("POST", "/users", "{\"username\":\"" + "x".repeat(1 << 20) + "\"}"), 413);
    assertThat(refused(api("POST", "/applications", "{\"name\":\"x\",\"listener\":\"no\"}"), 503))
        .contains("not installed");
  }

  @Test
  public void secretsOfDirectoriesAreSealed() throws IOException {
    HttpResponse<String> added =
        api(
            "POST",
            "/directories",
            "{\"name\":\"rest\",\"servers\":[\"ldaps://127.0.0.1:1\"],\"baseDn\":\"dc=x\","
                + "\"bindDn\":\"cn=x\",\"bindPassword\":\"MARKED-bind\"}");

    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(api("GET", "/directories/rest", "").body())
        .contains("\"bindPassword\":\"(set)\"")
        .doesNotContain("MARKED");
    assertThat(api("GET", "/settings/org.vedette.directory~rest", "").body())
        .contains("\"scope\":\"replicated\"")
        .doesNotContain("MARKED");
    assertThat(api("DELETE", "/directories/rest", "").statusCode()).isEqualTo(204);
    assertThat(api("GET", "/audit", "").body()).doesNotContain("MARKED");
  }

  @Test
  public void localSettingsNameTheirFile() throws IOException {
    assertThat(refused(api("PATCH", "/settings/org.vedette.radius", "{\"x\":1}"), 409))
        .contains("etc/org.vedette.radius.cfg");
    assertThat(api("GET", "/settings", "").body())
        .contains("org.vedette.core", "org.vedette.sdk", "\"file\":\"etc/org.vedette.state.cfg\"");
  }

  @Test
  public void auditIsWholeAndWaitsForWhatFollows() throws IOException {
    assertThat(api("POST", "/audit/verify", "").body()).contains("\"intact\":true");
    assertThat(api("GET", "/audit/after/1000000?wait=1", "").body())
        .isEqualTo("{\"items\":[],\"last\":1000000}");
  }
}
