package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.gateway.http.Provider.Reply;

public class TwilioGatewayTest {
  private Provider provider;

  @Before
  public void start() throws Exception {
    provider = Provider.clear(new TwilioDesk(TestSettings.ACCOUNT, TestSettings.TOKEN));
  }

  @After
  public void stop() {
    provider.close();
  }

  private TestSettings settings() {
    return TestSettings.twilio(provider.url());
  }

  @Test
  public void sendsAndReturnsTheSid() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      assertThat(harness.send("+4915550100"))
          .isEqualTo(new Delivery.Sent("SM00000000000000000000000000000001"));
      assertThat(TwilioDesk.form(provider.seen.get(0).body()))
          .isEqualTo(Map.of("To", "+4915550100", "From", TestSettings.FROM, "Body", Messages.TEXT));
      assertThat(harness.gateway.health()).isEqualTo(Health.ok());
    }
  }

  @Test
  public void apiKeysAndMessagingServicesAndCallbacksAreSent() throws Exception {
    String service = "MG" + "0a".repeat(16);
    provider.answering(new TwilioDesk("SKkey", TestSettings.TOKEN));
    try (GatewayHarness harness =
        new GatewayHarness(
            settings()
                .with("user", "SKkey")
                .with("from", service)
                .with("callbackSecret", "the-account-token")
                .with("callbackUrl", "https://mfa.example/"))) {
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Sent.class);
      assertThat(TwilioDesk.form(provider.seen.get(0).body()))
          .containsEntry("MessagingServiceSid", service)
          .containsEntry("StatusCallback", "https://mfa.example/callbacks/http:main/status")
          .doesNotContainKey("From");
    }
  }

  @Test
  public void badNumbersAreRejectedWithTheCodeAndWithoutTheNumber() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      Map<String, String> codes =
          Map.of("+15005550001", "21211", "+15005550004", "21610", "+15005550009", "21614");
      for (Map.Entry<String, String> each : codes.entrySet()) {
        Delivery delivery = harness.send(each.getKey());
        assertThat(delivery).isInstanceOf(Delivery.Rejected.class);
        assertThat(GatewayHarness.why(delivery))
            .contains("code " + each.getValue())
            .doesNotContain("1500");
      }
      assertThat(harness.gateway.health()).isEqualTo(Health.ok());
    }
  }

  @Test
  public void aRegionThatIsNotPermittedMayBeForAnotherProvider() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      Delivery delivery = harness.send("+15005550003");
      assertThat(delivery).isInstanceOf(Delivery.Unreachable.class);
      assertThat(GatewayHarness.why(delivery)).contains("code 21408");
      // It may as well be a setting that is wrong.
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.WARN);
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Sent.class);
      assertThat(harness.gateway.health()).isEqualTo(Health.ok());
    }
  }

  @Test
  public void aWrongTokenTurnsHealthRedAndIsNotTriedAgainSoon() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings().with("secret", "wrong-1"))) {
      Delivery first = harness.send("+4915550100");
      assertThat(first).isInstanceOf(Delivery.Unreachable.class);
      assertThat(GatewayHarness.why(first)).contains("401").contains("code 20003");
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Unreachable.class);
      assertThat(provider.seen).hasSize(1);
      // Mended settings begin anew.
      harness.gateway.configure(settings().map());
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Sent.class);
      assertThat(harness.gateway.health()).isEqualTo(Health.ok());
    }
  }

  @Test
  public void aWrongAddressIsNoMatterOfTheMessage() throws Exception {
    TestSettings wrong = TestSettings.twilio(provider.url() + "/api");
    try (GatewayHarness harness = new GatewayHarness(wrong)) {
      for (int i = 0; i < 3; i++) {
        assertThat(GatewayHarness.why(harness.send("+4915550100")))
            .contains("nothing at this address: status 404, code 20404");
      }
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    }
  }

  @Test
  public void tooManyRequestsPause() throws Exception {
    provider.answering(
        seen -> new Reply(429, Map.of("Retry-After", "30"), "{\"code\":20429,\"status\":429}"));
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      assertThat(GatewayHarness.why(harness.send("+4915550100"))).contains("429, code 20429");
      assertThat(GatewayHarness.why(harness.send("+4915550100"))).contains("another");
      assertThat(provider.seen).hasSize(1);
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.WARN);
    }
  }

  @Test
  public void aProviderInTroubleIsLeftAloneAfterThreeTimes() throws Exception {
    provider.answering(seen -> Reply.of(500, "<html>Internal Server Error</html>"));
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      for (int i = 0; i < 3; i++) {
        assertThat(GatewayHarness.why(harness.send("+4915550100"))).contains("status 500");
      }
      assertThat(GatewayHarness.why(harness.send("+4915550100"))).startsWith("not tried now");
      assertThat(provider.seen).hasSize(3);
    }
  }

  @Test
  public void aMessageThatFailedAtOnceIsNotSent() throws Exception {
    provider.answering(seen -> Reply.of(201, "{\"sid\":\"SM1\",\"status\":\"failed\"}"));
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Unreachable.class);
    }
  }

  @Test
  public void whatCannotBeATextMessageIsRejectedAndNotSent() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      for (Delivery delivery :
          List.of(
              harness.send("4915550100"),
              harness.send("+49155 50100"),
              harness.send("+0155550100"),
              harness.send("+1&To=+4915550100"),
              harness.send("+1234567890123456"),
              sent(harness, Messages.unwritten("sms", "+4915550100")),
              sent(harness, Messages.to("+4915550100", " \n")),
              sent(harness, Messages.to("+4915550100", "x".repeat(1601))),
              sent(harness, Messages.unwritten("voice", "+4915550100")))) {
        assertThat(delivery).isInstanceOf(Delivery.Rejected.class);
      }
      assertThat(provider.seen).isEmpty();
    }
  }

  private static Delivery sent(GatewayHarness harness, org.vedette.api.delivery.Message message)
      throws Exception {
    return harness.gateway.send(message).toCompletableFuture().get(5, TimeUnit.SECONDS);
  }
}
