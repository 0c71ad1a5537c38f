package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;

/** Sign-ins over RADIUS that are decided in a telephone call, or by a text that is sent back. */
public class CallIT {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

  private static Server server;
  private static CallProvider calls;
  private static SmsProvider texts;
  private static GreenMail mails;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() throws Exception {
    texts = new SmsProvider();
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    server = Server.unpack("calls").start();
    calls = new CallProvider(server);
    gateway("call~main", calls.url());
    gateway("http~main", texts.url());
    server.vedette(
        "settings",
        "set",
        "org.vedette.gateway.mail~main",
        "host=127.0.0.1",
        "port=" + mails.getSmtp().getPort(),
        "security=none",
        "from=login@corp.example");
    server.vedette("settings", "set", "org.vedette.core", "adminMails=security@corp.example");
    Site.client(server, "vpn", "127.0.0.1");
    vpn =
        RadiusClient.to(server.radius(), SECRET)
            .from(new InetSocketAddress("127.0.0.1", 0))
            .timeout(Duration.ofSeconds(20))
            .open();
  }

  private static void gateway(String name, String url) {
    server.vedetteWith(
        CallProvider.TOKEN + "\n",
        "settings",
        "set",
        "org.vedette.gateway." + name,
        "url=" + url,
        "account=AC1",
        "from=+15550100",
        "callbackUrl=" + TwilioPost.PUBLIC,
        "--secret-stdin",
        "secret");
  }

  @AfterClass
  public static void stop() throws Exception {
    vpn.close();
    server.close();
    calls.close();
    texts.close();
    mails.stop();
  }

  /** Rows 10 and 20. */
  @Test
  public void hashKeyLetsInAndAnythingElseDenies() throws Exception {
    person("caller", "791110001", "standard", "");
    calls.person("+41791110001", "#", "5#", "55", "hangup");

    assertThat(vpn.authenticate("caller", "wrong").rejected()).isTrue();
    assertThat(calls.called()).doesNotContain("+41791110001");
    assertThat(vpn.authenticate("caller", PASSWORD).accepted()).isTrue();
    assertThat(calls.said()).anySatisfy(words -> assertThat(words).contains("vpn"));
    assertThat(vpn.authenticate("caller", PASSWORD).rejected()).isTrue();
    assertThat(vpn.authenticate("caller", PASSWORD).rejected()).isTrue();
    assertThat(vpn.authenticate("caller", PASSWORD).rejected()).isTrue();
    assertThat(audit("caller"))
        .contains("CALL_VERIFIED", "CALL_WRONG", "CALL_UNENDED", "CALL_HUNG_UP");
    assertThat(calls.faults()).isEmpty();
    Map<String, String> forged = Map.of("CallSid", "CA1", "Digits", "", "FinishedOnKey", "#");
    assertThat(new TwilioPost(server, "guessed").send(calls.lastAsked(), forged).statusCode())
        .isEqualTo(403);
  }

  /** Rows 11 and 23. */
  @Test
  public void pinIsTypedAndChangedInTheCall() throws Exception {
    person("pincaller", "791110002", "pin", "");
    server.vedetteWith("8261\n", "user", "pin", "pincaller", "--stdin");
    calls.person("+41791110002", "8261#", "#", "8261", "1111#", "8261#", "6158#", "6158#", "6158#");

    assertThat(vpn.authenticate("pincaller", PASSWORD).accepted()).isTrue();
    assertThat(vpn.authenticate("pincaller", PASSWORD).rejected()).as("bare #").isTrue();
    assertThat(vpn.authenticate("pincaller", PASSWORD).rejected()).as("no #").isTrue();
    assertThat(vpn.authenticate("pincaller", PASSWORD).rejected()).as("wrong").isTrue();
    server.vedetteWith("7302\n", "user", "pin", "pincaller", "--stdin");
    server.vedetteWith("9174\n", "user", "pin", "pincaller", "--must-change", "--stdin");
    calls.person("+41791110002", "9174#", "6158#", "6158#", "6158#");
    assertThat(vpn.authenticate("pincaller", PASSWORD).accepted()).as("changed").isTrue();
    assertThat(vpn.authenticate("pincaller", PASSWORD).accepted()).as("the new one").isTrue();
    assertThat(audit("pincaller"))
        .contains("CALL_PIN_VERIFIED", "CALL_WRONG", "CALL_UNENDED", "CALL_PIN_WRONG")
        .doesNotContain("6158");
    assertThat(server.log()).doesNotContain("6158").doesNotContain("vdtmark");
  }

  /** Row 43. */
  @Test
  public void recordingsArePlayedInTheirLanguageAndOthersHearTheStockWords() throws Exception {
    person("hans", "791110007", "standard", "");
    person("hannah", "791110008", "standard", "");
    server.vedette("user", "set", "hans", "languages.call=de");
    calls.person("+41791110007", "#");
    calls.person("+41791110008", "#");
    server.vedette(
        "settings",
        "set",
        "org.vedette.gateway.call~main",
        "recordings=https://sounds.corp.example",
        "recordedLanguages=de",
        "from=+15550199");

    await()
        .untilAsserted(
            () -> {
              calls.person("+41791110007", "#");
              assertThat(vpn.authenticate("hans", PASSWORD).accepted()).isTrue();
              assertThat(calls.played())
                  .contains("https://sounds.corp.example/de/call.standard.wav");
            });
    assertThat(calls.callers()).last().isEqualTo("+15550199");
    int said = calls.said().size();
    assertThat(vpn.authenticate("hannah", PASSWORD).accepted()).isTrue();
    assertThat(calls.played()).allSatisfy(it -> assertThat(it).contains("/de/"));
    // The end of the call is still being said meanwhile.
    List<String> since = List.copyOf(calls.said());
    assertThat(since.subList(said, since.size()))
        .anySatisfy(words -> assertThat(words).contains("vpn"));
    server.vedette(
        "settings", "set", "org.vedette.gateway.call~main", "recordings=", "recordedLanguages=");
  }

  /** Row 5. */
  @Test
  public void backupNumberIsCalledWithinTheSameRequest() throws Exception {
    person("away", "791110003", "standard", "");
    server.vedette("user", "set", "away", "backupPhone=+41 446681803 x,,89");
    calls.person("+41791110003", "busy");
    calls.person("+41446681803", "#");

    assertThat(vpn.authenticate("away", PASSWORD).accepted()).isTrue();
    assertThat(calls.called()).containsSubsequence("+41791110003", "+41446681803");
    assertThat(calls.dialled()).isNotEmpty();
    calls.person("+41446681803", "no-answer");
    assertThat(vpn.authenticate("away", PASSWORD).rejected()).isTrue();
    assertThat(audit("away")).contains("CALL_UNANSWERED");
  }

  /** Row 28. */
  @Test
  public void fraudCodeDeniesBlocksAndMails() throws Exception {
    person("victim", "791110004", "standard", "");
    calls.person("+41791110004", "0#");

    assertThat(vpn.authenticate("victim", PASSWORD).rejected()).isTrue();
    assertThat(vpn.authenticate("victim", PASSWORD).rejected()).isTrue();
    assertThat(audit("victim")).contains("FRAUD_REPORTED", "BLOCKED");
    assertThat(server.vedette("user", "show", "victim")).contains("fraud reported");
    assertThat(mails.waitForIncomingEmail(10_000, 1)).isTrue();
    assertThat(mails.getReceivedMessages()[0].getContent().toString()).contains("victim");
    server.vedette("user", "unblock", "victim", "--reason", "password changed");
    assertThat(server.vedette("user", "show", "victim")).doesNotContain("fraud reported");
  }

  /** Row 19. */
  @Test
  public void phoneRingsOnceForARequestThatIsSentAgain() throws Exception {
    person("impatient", "791110005", "standard", "");
    calls.person("+41791110005", "#");
    try (RadiusClient again =
        RadiusClient.to(server.radius(), SECRET)
            .from(new InetSocketAddress("127.0.0.1", 0))
            .sends(4)
            .timeout(Duration.ofMillis(700))
            .open()) {
      assertThat(again.authenticate("impatient", PASSWORD).accepted()).isTrue();
    }
    assertThat(calls.called().stream().filter("+41791110005"::equals)).hasSize(1);
  }

  /** Row 15. */
  @Test
  public void codeThatIsSentBackLetsIn() throws Exception {
    person("replier", "791110006", "", "text.reply");
    CompletableFuture<Exchange> waiting =
        CompletableFuture.supplyAsync(() -> vpn.authenticate("replier", PASSWORD));
    await().until(() -> !texts.taken("+41791110006").isEmpty());
    Matcher code = CODE.matcher(texts.taken("+41791110006").get(0).text());
    assertThat(code.find()).isTrue();
    TwilioPost twilio = new TwilioPost(server, CallProvider.TOKEN);
    String reply = "/callbacks/http:main/reply";
    Map<String, String> other =
        Map.of("MessageSid", "SM1", "From", "+41791119999", "Body", code.group(1));
    assertThat(twilio.send(reply, other).statusCode()).isEqualTo(200);
    assertThat(waiting).isNotDone();

    twilio.send(
        reply,
        Map.of("MessageSid", "SM2", "From", "+41791110006", "Body", " " + code.group(1) + " "));
    assertThat(waiting.join().accepted()).isTrue();
    assertThat(audit("replier")).contains("SENT_CODE_VERIFIED").doesNotContain(code.group(1));
  }

  private static void person(String name, String number, String mode, String method)
      throws Exception {
    server
        .rest()
        .call(
            "POST",
            "/users",
            "{\"username\":\"%s\",\"phone\":{\"country\":\"41\",\"number\":\"%s\"}}"
                .formatted(name, number));
    Site.password(server, name);
    server
        .rest()
        .call(
            "POST",
            "/users/" + name + "/enrollments",
            method.isEmpty()
                ? "{\"method\":\"phone\",\"mode\":\"%s\"}".formatted(mode)
                : "{\"method\":\"%s\"}".formatted(method));
  }

  private static String audit(String name) {
    return server.vedette("audit", "list", "--text", name);
  }
}
