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
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.jars.Jars;

/**
 * A code by text message in the unpacked distribution: after the password it goes to a provider by
 * HTTP, past another one that is down, and comes back over RADIUS.
 */
public class TextSignInIT {
  private static final String TOKEN = "vdtmark-provider-token-5";
  private static final String GATEWAY = "org.vedette.gateway.http~";
  private static final Pattern CODE = Pattern.compile("Body=[^&]*?\\b([0-9]{6})\\b");

  /** The provider refuses this one, as Twilio does with numbers that cannot be. */
  private static final String REFUSED = "2025550199";

  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  private static Server server;
  private static HttpServer provider;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int nobody;
    try (ServerSocket gone = new ServerSocket(0, 1, loopback)) {
      nobody = gone.getLocalPort();
    }
    provider = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    provider.createContext("/", TextSignInIT::answer);
    provider.start();
    server = Server.unpack("text").start();
    gateway("down", nobody);
    gateway("main", provider.getAddress().getPort());
    server.vedette("settings", "set", "org.vedette.core", "routes=sms * http:down,http:main");
    Site.client(server, "vpn", "127.0.0.1");
    vpn = RadiusClient.to(server.radius(), SECRET).from(new InetSocketAddress(loopback, 0)).open();
  }

  @AfterClass
  public static void stop() {
    if (vpn != null) {
      vpn.close();
    }
    provider.stop(0);
    server.close();
  }

  private static void gateway(String name, int port) {
    server.vedetteWith(
        TOKEN + "\n",
        "settings",
        "set",
        GATEWAY + name,
        "url=http://127.0.0.1:" + port,
        "account=AC01",
        "from=+15005550006",
        "callbackUrl=" + TwilioPost.PUBLIC,
        "--secret-stdin",
        "secret");
  }

  /** What the messages resource of Twilio does. */
  private static void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    SEEN.add(form);
    String basic =
        Base64.getEncoder().encodeToString(("AC01:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    boolean known =
        ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && exchange.getRequestURI().getPath().equals("/2010-04-01/Accounts/AC01/Messages.json");
    int status = !known ? 401 : form.contains(REFUSED) ? 400 : 201;
    String body =
        switch (status) {
          case 401 -> "{\"code\":20003,\"status\":401}";
          case 400 -> "{\"code\":21211,\"message\":\"+1" + REFUSED + "\",\"status\":400}";
          default -> "{\"sid\":\"SM" + last(form) + "\",\"status\":\"queued\"}";
        };
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  /** The last four digits of the number that a message goes to. */
  private static String last(String form) {
    String to = form.substring(0, form.indexOf('&'));
    return to.substring(to.length() - 4);
  }

  private static void person(String name, String number) throws Exception {
    server
        .rest()
        .call(
            "POST",
            "/users",
            "{\"username\":\"%s\",\"phone\":{\"country\":\"1\",\"number\":\"%s\"}}"
                .formatted(name, number));
    server.rest().call("POST", "/users/" + name + "/enrollments", "{\"method\":\"text\"}");
    Site.password(server, name);
  }

  @Test
  public void theCodeThatTheProviderGotIsAccepted() throws Exception {
    person("texted", "2025550143");
    Exchange challenge = vpn.authenticate("texted", PASSWORD);
    assertThat(challenge.challenged()).as(challenge.toString()).isTrue();
    String form = SEEN.get(SEEN.size() - 1);
    assertThat(form).contains("To=%2B12025550143&From=%2B15005550006&Body=");
    Matcher code = CODE.matcher(URLDecoder.decode(form, StandardCharsets.UTF_8));
    assertThat(code.find()).isTrue();

    assertThat(vpn.answer(challenge, "texted", code.group(1)).accepted()).isTrue();
    String audit = server.rest().send("GET", "/audit?text=texted", "").body();
    assertThat(audit)
        .contains("sms by http:down: not sent, ", "sms by http:main: sent, reference SM0143");
    assertThat(audit + server.log()).doesNotContain(code.group(1)).doesNotContain(TOKEN);
    assertThat(server.rest().send("GET", "/capabilities", "").body())
        .contains("http:down", "takes no connection");
  }

  @Test
  public void whatTheProviderSaysLaterIsRecordedIfItIsSigned() throws Exception {
    person("receipted", "2025550146");
    assertThat(vpn.authenticate("receipted", PASSWORD).challenged()).isTrue();
    assertThat(SEEN.get(SEEN.size() - 1))
        .contains(
            "StatusCallback=https%3A%2F%2Fmfa.example.com%2Fcallbacks%2Fhttp%3Amain%2Fstatus");
    String path = "/callbacks/http:main/status";
    Map<String, String> delivered = Map.of("MessageSid", "SM0146", "MessageStatus", "delivered");

    assertThat(new TwilioPost(server, "guessed").send(path, delivered).statusCode()).isEqualTo(403);
    TwilioPost twilio = new TwilioPost(server, TOKEN);
    assertThat(twilio.send(path + "?x=1", Map.of()).statusCode()).isEqualTo(200);
    assertThat(twilio.send("/callbacks/http:other/status", delivered).statusCode()).isEqualTo(404);
    assertThat(audit("receipted")).doesNotContain("MESSAGE_DELIVERED");

    assertThat(twilio.send(path, delivered).statusCode()).isEqualTo(200);
    assertThat(twilio.send(path, delivered).statusCode()).isEqualTo(200);
    await()
        .untilAsserted(() -> assertThat(audit("receipted")).containsOnlyOnce("MESSAGE_DELIVERED"));
    assertThat(twilio.send(path, Map.of("Junk", "x".repeat(70_000))).statusCode()).isEqualTo(413);
    assertThat(server.log()).contains("Callback refused: gateway=http:main method=POST status=403");
    assertThat(server.log()).doesNotContain("SM0146");
    assertThat(audit("receipted")).containsOnlyOnce("MESSAGE_DELIVERED");
  }

  private static String audit(String text) throws Exception {
    return server.rest().send("GET", "/audit?text=" + text, "").body();
  }

  @Test
  public void updatesLeaveNoThreadAndNoOldGateway() throws Exception {
    person("updated", "2025550145");
    Jars jars = Jars.shipped(server.base(), "org.vedette.gateway.http");
    Path folder = Files.createTempDirectory("vedette-jars");
    for (String version : List.of("0.1.1", "0.1.2")) {
      assertThat(vpn.authenticate("updated", PASSWORD).challenged()).isTrue();
      Path jar = jars.version(version).write(folder, "gateway.jar");
      server.vedette("capability", "update", jar.toString());
      Files.delete(jar);
    }
    Files.delete(folder);
    assertThat(vpn.authenticate("updated", PASSWORD).challenged()).isTrue();
    // Two gateways are configured. Counting collects garbage first.
    await()
        .untilAsserted(
            () -> {
              assertThat(jcmd("GC.class_histogram"))
                  .filteredOn(line -> line.endsWith(" org.vedette.client.http.wire.Wire"))
                  .singleElement()
                  .asString()
                  .containsPattern(":\\s+2\\s");
              assertThat(jcmd("Thread.print"))
                  .filteredOn(line -> line.matches("\"HttpClient-[0-9]+-SelectorManager\".*"))
                  .hasSize(2);
            });
  }

  private static List<String> jcmd(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(server.pid()),
                what)
            .redirectErrorStream(true)
            .start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(said, StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  public void aWrongPasswordTextsNobody() throws Exception {
    person("careless", "2025550144");
    assertThat(vpn.authenticate("careless", "wrong").rejected()).isTrue();
    assertThat(SEEN).noneMatch(form -> form.contains("2025550144"));
  }

  @Test
  public void aNumberThatTheProviderRefusesDenies() throws Exception {
    person("unreachable", REFUSED);
    assertThat(vpn.authenticate("unreachable", PASSWORD).rejected()).isTrue();
    assertThat(server.rest().send("GET", "/audit?text=unreachable", "").body())
        .contains("DELIVERY_REFUSED", "status 400, code 21211");
  }
}
