package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.GatewayCallback.Request;
import org.vedette.api.delivery.GatewayCallback.Response;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.Macs;

/** What providers send, from the request to the core. */
public class CallbackTest {
  private static final String BASE = "https://mfa.example/callbacks/http:main/";

  private final Desk desk = new Desk();

  /** The core. */
  private static final class Desk implements DeliveryDesk {
    final List<Receipt> receipts = new ArrayList<>();
    final List<Reply> replies = new ArrayList<>();

    @Override
    public CompletionStage<Boolean> replied(Reply reply) {
      replies.add(reply);
      return CompletableFuture.completedFuture(replies.size() == 1);
    }

    @Override
    public void receipt(Receipt receipt) {
      receipts.add(receipt);
    }

    @Override
    public CompletionStage<CallStep> called(ChallengeToken question, CallEvent event) {
      throw new UnsupportedOperationException();
    }
  }

  private static TestSettings twilio() {
    return TestSettings.twilio("http://localhost:1").with("callbackUrl", "https://mfa.example");
  }

  private GatewayHarness harness(TestSettings settings) {
    GatewayHarness harness = new GatewayHarness(settings);
    harness.desk = Optional.of(desk);
    return harness;
  }

  /** Signs as Twilio does; {@code signed} are names and values, sorted and decoded. */
  private static Request twilio(String path, String form, String key, String signed) {
    byte[] mac =
        Macs.of(
            "HmacSHA1", Secret.of(key), (BASE + path + signed).getBytes(StandardCharsets.UTF_8));
    return new Request(
        "POST",
        path,
        "",
        Map.of("x-twilio-signature", List.of(Base64.getEncoder().encodeToString(mac))),
        form.getBytes(StandardCharsets.UTF_8));
  }

  private static Request receipt(String status, String key) {
    return twilio(
        "status",
        "MessageStatus=" + status + "&MessageSid=SM77",
        key,
        "MessageSidSM77MessageStatus" + status);
  }

  private static Request reply(String sid, String text) {
    return twilio(
        "reply",
        "MessageSid=" + sid + "&From=%2B4915550100&Body=" + text,
        TestSettings.TOKEN,
        "Body" + text + "From+4915550100MessageSid" + sid);
  }

  private static Response ask(GatewayHarness harness, Request request) throws Exception {
    return harness.gateway.handle(request).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }

  @Test
  public void receiptsReachTheCoreUnderTheNameOfTheGateway() throws Exception {
    try (GatewayHarness harness = harness(twilio())) {
      assertThat(ask(harness, receipt("sent", TestSettings.TOKEN)).status()).isEqualTo(200);
      assertThat(desk.receipts).isEmpty();
      assertThat(ask(harness, receipt("delivered", TestSettings.TOKEN)).status()).isEqualTo(200);
      assertThat(ask(harness, receipt("undelivered", TestSettings.TOKEN)).status()).isEqualTo(200);
      assertThat(desk.receipts)
          .containsExactly(
              new Receipt("http:main", "SM77", true, "delivered"),
              new Receipt("http:main", "SM77", false, "undelivered"));
    }
  }

  @Test
  public void whatIsForgedReachesNobody() throws Exception {
    try (GatewayHarness harness = harness(twilio())) {
      Request good = receipt("delivered", TestSettings.TOKEN);
      List<Request> forged =
          List.of(
              receipt("delivered", "another-key"),
              new Request("POST", "status", "", Map.of(), good.body()),
              new Request("POST", "other", "", good.headers(), good.body()),
              new Request("POST", "status", "x=1", good.headers(), good.body()),
              new Request("POST", "status", "", good.headers(), new byte[0]));
      for (Request each : forged) {
        Response response = ask(harness, each);
        assertThat(response).isEqualTo(Response.empty(403));
      }
      assertThat(desk.receipts).isEmpty();
      assertThat(desk.replies).isEmpty();
    }
  }

  @Test
  public void repliesCountOnceAndTheAnswerSaysNothing() throws Exception {
    try (GatewayHarness harness = harness(twilio())) {
      Response open = ask(harness, reply("SM1a", "918273"));
      Response repeated = ask(harness, reply("SM1a", "918273"));
      Response closed = ask(harness, reply("SM1b", "918273"));
      assertThat(open).isEqualTo(new Response(200, "text/xml", "<Response/>"));
      assertThat(repeated).isEqualTo(open);
      assertThat(closed).isEqualTo(open);
      assertThat(desk.replies).hasSize(2);
      Reply first = desk.replies.get(0);
      assertThat(first.gateway()).isEqualTo("http:main");
      assertThat(first.channel()).isEqualTo("sms");
      assertThat(first.from()).isEqualTo("+4915550100");
      assertThat(first.text()).isEqualTo(Secret.of("918273"));
      assertThat(ask(harness, reply("SM1c", "9".repeat(1001))).status()).isEqualTo(200);
      assertThat(desk.replies).hasSize(2);
    }
  }

  @Test
  public void whileTheCoreIsMissingTheProviderIsToComeAgain() throws Exception {
    try (GatewayHarness harness = harness(twilio())) {
      harness.desk = Optional.empty();
      assertThat(ask(harness, receipt("delivered", TestSettings.TOKEN)).status()).isEqualTo(503);
      assertThat(ask(harness, reply("SM1a", "1")).status()).isEqualTo(503);
      harness.desk = Optional.of(desk);
      assertThat(ask(harness, reply("SM1a", "1")).status()).isEqualTo(200);
      assertThat(desk.replies).hasSize(1);
    }
  }

  @Test
  public void aKeyOfItsOwnMaySign() throws Exception {
    try (GatewayHarness harness =
        harness(twilio().with("user", "SK01").with("callbackSecret", "account-token"))) {
      assertThat(ask(harness, receipt("delivered", TestSettings.TOKEN)).status()).isEqualTo(403);
      assertThat(ask(harness, receipt("delivered", "account-token")).status()).isEqualTo(200);
    }
  }

  @Test
  public void otherProvidersSignTheBody() throws Exception {
    TestSettings settings =
        TestSettings.generic("http://localhost:1/send")
            .with("callbackSecret", "shared-1")
            .with("callbackHeader", "X-Mac")
            .with("callbackReference", "/id")
            .with("callbackStatus", "/status")
            .with("callbackDelivered", "DELIVRD")
            .with("callbackFailed", "EXPIRED,UNDELIV")
            .with("callbackFrom", "/from")
            .with("callbackText", "/text");
    try (GatewayHarness harness = harness(settings)) {
      assertThat(ask(harness, signed("{\"id\":\"m1\",\"status\":\"EXPIRED\"}")).status())
          .isEqualTo(200);
      assertThat(
              ask(harness, signed("{\"id\":\"r1\",\"from\":\"4915550100\",\"text\":\"ja\"}"))
                  .body())
          .isEmpty();
      assertThat(desk.receipts).containsExactly(new Receipt("http:main", "m1", false, "EXPIRED"));
      assertThat(desk.replies).hasSize(1);
      Request good = signed("{\"id\":\"m2\",\"status\":\"DELIVRD\"}");
      assertThat(
              ask(
                      harness,
                      new Request("POST", "", "", Map.of("x-signature", List.of("")), good.body()))
                  .status())
          .isEqualTo(403);
      assertThat(desk.receipts).hasSize(1);
    }
  }

  private static Request signed(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String mac = HexFormat.of().formatHex(Macs.of("HmacSHA256", Secret.of("shared-1"), body));
    return new Request("POST", "", "", Map.of("x-mac", List.of(mac)), body);
  }

  @Test
  public void withoutSettingsForItThereIsNothingHere() throws Exception {
    try (GatewayHarness harness = harness(TestSettings.twilio("http://localhost:1"))) {
      assertThat(ask(harness, receipt("delivered", TestSettings.TOKEN)))
          .isEqualTo(Response.empty(404));
    }
    try (GatewayHarness harness = harness(twilio())) {
      harness.gateway.configure(twilio().with("callbackSecret", "$[secret:missing]").map());
      assertThat(harness.gateway.health().message()).contains("callbackSecret names a secret");
      assertThat(ask(harness, receipt("delivered", TestSettings.TOKEN)).status()).isEqualTo(200);
    }
  }
}
