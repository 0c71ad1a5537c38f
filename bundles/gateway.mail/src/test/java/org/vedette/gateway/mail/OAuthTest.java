package org.vedette.gateway.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.testkit.memory.FakeClock;

public class OAuthTest {
  private static TestKeys keys;

  private final FakeClock clock = new FakeClock(Instant.parse("2026-03-04T05:06:07Z"));
  private final World world = new World(clock);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "";
  private HttpsServer tokens;
  private FakeServer server;

  @BeforeClass
  public static void certify() throws Exception {
    keys = TestKeys.own();
  }

  @Before
  public void start() throws Exception {
    tokens = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
    tokens.createContext("/token", this::serve);
    tokens.start();
    server = new FakeServer(Optional.of(keys.context()), false, 0);
    world.set("host", "localhost", "port", server.port(), "security", "starttls");
    world.set("trustedCertificates", keys.authority(), "responseTimeoutMillis", 3000);
    world.set("idleSeconds", 0, "user", "login@corp.example");
    world.set("oauthTokenUrl", "https://localhost:" + tokens.getAddress().getPort() + "/token");
    world.set("oauthClientId", "vedette id", "oauthClientSecret", "s:1");
    world.set("oauthScope", "https://mail.example/.default");
    world.set("oauthTrustedCertificates", keys.authority()).configure();
    token("first");
  }

  @After
  public void close() throws Exception {
    world.close();
    server.close();
    tokens.stop(0);
  }

  private void token(String text) {
    status = 200;
    answer = "{\"token_type\":\"Bearer\",\"expires_in\":3600, \"access_token\" : \"" + text + "\"}";
  }

  private void serve(HttpExchange call) throws IOException {
    asked.add(
        call.getRequestMethod()
            + " "
            + call.getRequestHeaders().getFirst("Authorization")
            + " "
            + new String(call.getRequestBody().readAllBytes(), UTF_8));
    byte[] body = answer.getBytes(UTF_8);
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  private List<String> shown() {
    return server.heard.stream()
        .filter(each -> each.startsWith("tls AUTH XOAUTH2 "))
        .map(each -> new String(Base64.getDecoder().decode(each.substring(17)), UTF_8))
        .toList();
  }

  private static String xoauth2(String token) {
    return "user=login@corp.example\u0001auth=Bearer " + token + "\u0001\u0001";
  }

  @Test
  public void tokensAreKeptUntilTheyExpire() throws Exception {
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(asked)
        .containsExactly(
            "POST Basic "
                + Base64.getEncoder().encodeToString("vedette+id:s%3A1".getBytes(UTF_8))
                + " grant_type=client_credentials&scope=https%3A%2F%2Fmail.example%2F.default");
    token("sec\\/ond==");
    clock.advance(Duration.ofSeconds(3541));
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(shown()).containsExactly(xoauth2("first"), xoauth2("first"), xoauth2("sec/ond=="));
    assertThat(server.mails).hasSize(3);
  }

  /** The server says why in a challenge that asks for nothing (SASL XOAUTH2). */
  @Test
  public void tokensThatAreRefusedAreFetchedAnewOnce() throws Exception {
    String why = "{\"status\":\"401\"}";
    server.answers.put("AUTH", "334 " + Base64.getEncoder().encodeToString(why.getBytes(UTF_8)));
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo("unreachable: the server does not let the user sign in: " + why + " (twice)");
    assertThat(asked).hasSize(2);
    assertThat(server.mails).isEmpty();
  }

  @Test
  public void refusalsOfTheTokenUrlAreToldWithoutSecrets() throws Exception {
    status = 401;
    answer = "{\"error\":\"invalid_client\",\"error_description\":\"s:1 is wrong\"}";
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo("unreachable: the token URL gives no token: 401 invalid_client");
    assertThat(server.connections).hasValue(0);
  }

  @Test
  public void whatIsNoTokenIsNone() throws Exception {
    for (String none :
        List.of(
            "",
            "{}",
            "<html>",
            "{\"access_token\":\"a\\u0001b\"}",
            "{\"access_token\":\"\"}",
            "{\"access_token\":\"a b\"}",
            "x".repeat(200_000))) {
      status = 200;
      answer = none;
      world.configure();
      assertThat(world.sendWhy("jane@x.example"))
          .isEqualTo("unreachable: the token URL gives no token: 200");
    }
    status = 503;
    world.configure();
    assertThat(world.sendWhy("jane@x.example")).endsWith("no token: 503");
    assertThat(server.connections).hasValue(0);
  }

  @Test
  public void strangersGetNoClientSecret() throws Exception {
    TestKeys strange = TestKeys.strange();
    world.set("oauthTrustedCertificates", strange.authority()).configure();
    assertThat(world.sendWhy("jane@x.example"))
        .startsWith("unreachable: the token URL cannot be asked: ");
    assertThat(asked).isEmpty();
  }

  @Test
  public void aTokenUrlThatHangsIsGivenUp() throws Exception {
    try (FakeServer silent = new FakeServer()) {
      silent.answers.put("GREETING", FakeServer.HANG);
      world.set("oauthTokenUrl", "https://localhost:" + silent.port() + "/token");
      world.set("responseTimeoutMillis", 300).configure();
      assertThat(world.sendWhy("jane@x.example"))
          .isEqualTo("unreachable: the token URL cannot be asked: no answer in time");
    }
  }
}
