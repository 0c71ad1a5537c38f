package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The REST API of the unpacked distribution: who may call, what is refused, and how. */
public class RestIT {
  private static final String PROBLEM = "application/problem+json";

  private static Server server;
  private static Rest rest;

  @BeforeClass
  public static void start() throws Exception {
    server = Server.unpack("rest").start();
    rest = Rest.of(server.base());
  }

  @AfterClass
  public static void stop() {
    server.close();
  }

  private static String refused(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(PROBLEM);
    assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"");
    return answer.body();
  }

  @Test
  public void healthAndDocumentNeedNoToken() throws Exception {
    assertThat(rest.send("GET", "/health", "", "").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(rest.send("GET", "/health/live", "", "").statusCode()).isEqualTo(200);
    assertThat(rest.send("GET", "/health/ready", "", "").body())
        .isEqualTo("{\"status\":\"ready\",\"missing\":[]}");
    for (String path : List.of("/openapi.yaml", "/api/v1/openapi.yaml")) {
      HttpResponse<String> document = rest.send("GET", path, "", "");
      assertThat(document.statusCode()).as(path).isEqualTo(200);
      assertThat(document.body()).contains("openapi: 3", "/users/{name}/enrollments:");
    }
  }

  @Test
  public void apiAnswersBelowItsBaseOnly() throws Exception {
    for (String path : List.of("/status", "/users", "/cxf/status")) {
      assertThat(rest.send("GET", path, "", rest.token()).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  public void everythingElseNeedsOne() throws Exception {
    HttpResponse<String> answer = rest.send("GET", "/api/v1/status", "", "");

    refused(answer, 401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"vedette\"");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  public void readersMayOnlyLookAndGuessersMustWait() throws Exception {
    HttpResponse<String> made =
        rest.send("POST", "/tokens", "{\"name\":\"reader\",\"role\":\"read\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    Matcher token = Pattern.compile("vdt_[A-Za-z0-9_-]{43}").matcher(made.body());
    assertThat(token.find()).isTrue();

    assertThat(rest.send("GET", "/api/v1/users", "", token.group()).statusCode()).isEqualTo(200);
    refused(rest.send("POST", "/api/v1/users", "{\"username\":\"x\"}", token.group()), 403);
    assertThat(rest.send("GET", "/tokens", "").body())
        .contains("reader")
        .doesNotContain(token.group());
    assertThat(rest.send("DELETE", "/tokens/reader", "").statusCode()).isEqualTo(204);

    HttpResponse<String> answer = rest.send("GET", "/api/v1/users", "", token.group());
    refused(answer, 401);
    for (int i = 0; i < 12 && answer.statusCode() == 401; i++) {
      answer = rest.send("GET", "/api/v1/users", "", "vdt_wrong");
    }
    refused(answer, 429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(rest.send("GET", "/users", "").statusCode())
        .as("the operator of this host is not locked out")
        .isEqualTo(200);
  }

  @Test
  public void usersAreAddedChangedAndRemoved() throws Exception {
    assertThat(rest.send("POST", "/users", "{\"username\":\"Rest.Alice\"}").statusCode())
        .isEqualTo(201);
    assertThat(refused(rest.send("POST", "/users", "{\"username\":\"REST.alice\"}"), 409))
        .contains("\"field\":\"username\"");
    assertThat(rest.send("PATCH", "/users/rest.alice", "{\"lastName\":\"B\"}").body())
        .contains("\"version\":2", "\"lastName\":\"B\"");
    assertThat(
            rest.send("PUT", "/users/rest.alice/password", "{\"password\":\"correct horse\"}")
                .statusCode())
        .isEqualTo(204);
    assertThat(rest.send("POST", "/users/rest.alice/enrollments", "{\"method\":\"oath\"}").body())
        .contains("otpauth://totp/");
    assertThat(rest.send("GET", "/users/rest.alice", "").body())
        .contains("\"complete\":true", "\"hasPassword\":true", "\"hasPin\":false");
    assertThat(rest.send("DELETE", "/users/rest.alice", "").statusCode()).isEqualTo(204);
    refused(rest.send("GET", "/users/rest.alice", ""), 404);
    assertThat(rest.send("GET", "/audit?text=rest.alice", "").body())
        .contains("user.add", "user.remove")
        .doesNotContain("correct horse");
  }

  @Test
  public void refusalsNameTheField() throws Exception {
    assertThat(refused(rest.send("POST", "/users", "{\"username\":\"x\",\"shoe\":1}"), 400))
        .contains("\"field\":\"shoe\"");
    assertThat(
            refused(
                rest.send(
                    "POST",
                    "/users",
                    "{\"username\":\"x\",\"phone\":{\"country\":\"1\",\"number\":\"5\"}}"),
                400))
        .contains("phone.number", "10 digits");
    assertThat(refused(rest.send("POST", "/users", "{\"username\":"), 400)).contains("line 1");
    refused(rest.send("GET", "/nothing", ""), 404);
    refused(rest.send("DELETE", "/status", ""), 405);
    refused(rest.send("POST", "/users", "{\"username\":\"" + "x".repeat(1 << 20) + "\"}"), 413);
    assertThat(
            refused(
                rest.send("POST", "/applications", "{\"name\":\"x\",\"listener\":\"no\"}"), 503))
        .contains("not installed");
  }

  @Test
  public void secretsOfDirectoriesAreSealed() throws Exception {
    HttpResponse<String> added =
        rest.send(
            "POST",
            "/directories",
            "{\"name\":\"rest\",\"servers\":[\"ldaps://127.0.0.1:1\"],\"baseDn\":\"dc=x\","
                + "\"bindDn\":\"cn=x\",\"bindPassword\":\"MARKED-bind\"}");

    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(rest.send("GET", "/directories/rest", "").body())
        .contains("\"bindPassword\":\"(set)\"")
        .doesNotContain("MARKED");
    assertThat(rest.send("GET", "/settings/org.vedette.directory~rest", "").body())
        .contains("\"scope\":\"replicated\"")
        .doesNotContain("MARKED");
    assertThat(rest.send("DELETE", "/directories/rest", "").statusCode()).isEqualTo(204);
    assertThat(rest.send("GET", "/audit", "").body()).doesNotContain("MARKED");
  }

  @Test
  public void aGatewayIsSetLikeAnythingElse() throws Exception {
    String pid = "org.vedette.gateway.http~rest";
    server.vedette(
        "settings", "set", pid, "account=AC0123", "secret=vdtmark-sms", "from=+15550100");
    assertThat(rest.send("GET", "/settings/" + pid, "").body())
        .contains("\"scope\":\"replicated\"", "AC0123", "(set)")
        .doesNotContain("vdtmark");

    assertThat(refused(rest.send("PATCH", "/settings/" + pid, "{\"preset\":\"pigeon\"}"), 400))
        .contains("\"field\":\"preset\"", "twilio");
    rest.send("PATCH", "/settings/" + pid, "{\"from\":\"nobody & co\"}");
    String wrong = "settings of " + pid + " are wrong: from must be a number";
    await()
        .untilAsserted(
            () -> assertThat(rest.send("GET", "/capabilities", "").body()).contains(wrong));
    rest.send("PATCH", "/settings/" + pid, "{\"from\":\"+15550100\"}");
    await()
        .untilAsserted(
            () -> assertThat(rest.send("GET", "/health", "", "").body()).contains("\"ok\""));
  }

  @Test
  public void localSettingsNameTheirFile() throws Exception {
    assertThat(refused(rest.send("PATCH", "/settings/org.vedette.radius", "{\"x\":1}"), 409))
        .contains("etc/org.vedette.radius.cfg");
    assertThat(rest.send("GET", "/settings", "").body())
        .contains("org.vedette.core", "org.vedette.sdk", "\"file\":\"etc/org.vedette.state.cfg\"");
  }

  @Test
  public void auditIsWholeAndWaitsForWhatFollows() throws Exception {
    assertThat(rest.send("POST", "/audit/verify", "").body()).contains("\"intact\":true");
    assertThat(rest.send("GET", "/audit/after/1000000?wait=1", "").body())
        .isEqualTo("{\"items\":[],\"last\":1000000,\"next\":\"1000000\"}");
  }
}
