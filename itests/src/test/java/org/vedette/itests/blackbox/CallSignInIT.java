package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.RadiusClient;

/**
 * A telephone call in the unpacked distribution, ordered from a provider by HTTP, which asks back
 * over the server's own HTTPS what to say and tells what was pressed; the answer goes out over
 * RADIUS.
 */
public class CallSignInIT {
  private static final String TOKEN = "vdtmark-provider-token-6";
  private static final Pattern ACTION = Pattern.compile(" action=\"([^\"]+)\"");

  /** What went wrong in the provider's threads. */
  private static final List<Throwable> FAULTS = new CopyOnWriteArrayList<>();

  private static final List<String> SAID = new CopyOnWriteArrayList<>();
  private static final List<String> CALLED = new CopyOnWriteArrayList<>();
  private static final ExecutorService CALLS = Executors.newCachedThreadPool();

  private static Server server;
  private static HttpServer provider;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    provider = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    provider.createContext("/2010-04-01/Accounts/AC02/Calls.json", CallSignInIT::order);
    provider.start();
    server = Server.unpack("call").start();
    server.vedetteWith(
        TOKEN + "\n",
        "settings",
        "set",
        "org.vedette.gateway.call~main",
        "url=http://127.0.0.1:" + provider.getAddress().getPort(),
        "account=AC02",
        "from=+15005550006",
        "callbackUrl=" + TwilioPost.PUBLIC,
        "--secret-stdin",
        "secret");
    Site.client(server, "vpn", "127.0.0.1");
    vpn = RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(loopback, 0)).open();
  }

  @AfterClass
  public static void stop() {
    if (vpn != null) {
      vpn.close();
    }
    CALLS.shutdownNow();
    provider.stop(0);
    server.close();
  }

  private static void order(HttpExchange exchange) throws IOException {
    Map<String, String> order =
        Arrays.stream(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    .split("&"))
            .map(each -> each.split("=", 2))
            .collect(
                Collectors.toMap(
                    each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    CALLED.add(order.get("To"));
    byte[] body = "{\"sid\":\"CA1\",\"status\":\"queued\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(201, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    CALLS.execute(
        () -> {
          try {
            call(order);
          } catch (Exception | AssertionError fault) {
            FAULTS.add(fault);
          }
        });
  }

  /** What a person does, by the number called. */
  private static void call(Map<String, String> order) throws Exception {
    TwilioPost twilio = new TwilioPost(server, TOKEN);
    if (order.get("To").endsWith("66")) {
      over(twilio, order, "busy");
      return;
    }
    String asked = say(twilio.send(path(order.get("Url")), Map.of("CallStatus", "in-progress")));
    if (order.get("To").endsWith("67")) {
      over(twilio, order, "completed");
      return;
    }
    Matcher action = ACTION.matcher(asked);
    assertThat(action.find()).isTrue();
    Map<String, String> keys = Map.of("Digits", "", "FinishedOnKey", "#");
    TwilioPost forger = new TwilioPost(server, "guessed");
    assertThat(forger.send(path(action.group(1)), keys).statusCode()).isEqualTo(403);
    say(twilio.send(path(action.group(1)), keys));
    over(twilio, order, "completed");
  }

  private static String say(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    SAID.add(response.body());
    return response.body();
  }

  private static void over(TwilioPost twilio, Map<String, String> order, String status)
      throws Exception {
    Map<String, String> end = Map.of("CallStatus", status);
    assertThat(twilio.send(path(order.get("StatusCallback")), end).statusCode()).isEqualTo(200);
  }

  private static String path(String url) {
    assertThat(url).startsWith(TwilioPost.PUBLIC + "/callbacks/call:main/");
    return url.substring(TwilioPost.PUBLIC.length());
  }

  private static void person(String name, String number) throws Exception {
    server
        .rest()
        .call(
            "POST",
            "/users",
            "{\"username\":\"%s\",\"phone\":{\"country\":\"1\",\"number\":\"%s\"}}"
                .formatted(name, number));
    server.rest().call("POST", "/users/" + name + "/enrollments", "{\"method\":\"phone\"}");
    Site.password(server, name);
  }

  private static String audit(String text) throws Exception {
    return server.rest().send("GET", "/audit?text=" + text, "").body();
  }

  @Test
  public void whoPressesTheNumberSignIsLetIn() throws Exception {
    person("called", "2025550165");
    assertThat(vpn.authenticate("called", PASSWORD).accepted()).isTrue();
    assertThat(audit("called")).contains("CALL_VERIFIED", "voice by call:main: sent");
    await().until(() -> SAID.size() >= 2);
    assertThat(SAID.get(0)).contains("<Say language=\"en-US\">", "finishOnKey=\"#\"");
    assertThat(FAULTS).isEmpty();
    assertThat(server.log()).doesNotContain(TOKEN).doesNotContain("callbacks/call:main/keys");
  }

  @Test
  public void whoIsBusyOrHangsUpIsNot() throws Exception {
    person("busy", "2025550166");
    assertThat(vpn.authenticate("busy", PASSWORD).rejected()).isTrue();
    assertThat(audit("busy")).contains("CALL_UNANSWERED");
    person("hasty", "2025550167");
    assertThat(vpn.authenticate("hasty", PASSWORD).rejected()).isTrue();
    assertThat(audit("hasty")).contains("CALL_HUNG_UP");
    assertThat(FAULTS).isEmpty();
  }

  @Test
  public void aWrongPasswordCallsNobody() throws Exception {
    person("careless", "2025550168");
    assertThat(vpn.authenticate("careless", "wrong").rejected()).isTrue();
    assertThat(CALLED).noneMatch(number -> number.endsWith("0168"));
  }
}
