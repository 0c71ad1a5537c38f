package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.json.JsonReader;
import org.vedette.gateway.http.Provider.Reply;
import org.vedette.gateway.http.Provider.Seen;

public class GenericGatewayTest {
  private Provider provider;

  @Before
  public void start() throws Exception {
    provider =
        Provider.clear(seen -> Reply.of(200, "{\"messages\":[{\"id\":\"m-1\",\"status\":\"0\"}]}"));
  }

  @After
  public void stop() {
    provider.close();
  }

  private TestSettings settings() {
    return TestSettings.generic(provider.url() + "/send");
  }

  private Seen only() {
    assertThat(provider.seen).hasSize(1);
    return provider.seen.get(0);
  }

  private static String at(Seen seen, String pointer) {
    return JsonReader.read(seen.body())
        .flatMap(value -> JsonPointer.parse(pointer).orElseThrow().scalar(value))
        .orElseThrow();
  }

  @Test
  public void jsonWithABearerToken() throws Exception {
    try (GatewayHarness harness =
        new GatewayHarness(
            settings()
                .with("format", "json")
                .with(
                    "body", "{\"m\":[{\"to\":\"{digits}\",\"text\":\"{text}\",\"ref\":\"{id}\"}]}")
                .with("headers", "Idempotency-Key: {id}\\nX-To: {to}\nAccept: application/json")
                .with("authentication", "bearer")
                .with("secret", TestSettings.TOKEN)
                .with("successPointer", "/messages/0/status")
                .with("successValues", new String[] {"0"})
                .with("referencePointer", "/messages/0/id"))) {
      assertThat(harness.send("+4915550100")).isEqualTo(new Delivery.Sent("m-1"));
    }
    Seen seen = only();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.header("Authorization")).isEqualTo("Bearer " + TestSettings.TOKEN);
    assertThat(seen.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
    assertThat(seen.header("X-To")).isEqualTo("+4915550100");
    assertThat(at(seen, "/m/0/text")).isEqualTo(Messages.TEXT);
    assertThat(at(seen, "/m/0/to")).isEqualTo("4915550100");
    assertThat(at(seen, "/m/0/ref"))
        .matches("[0-9a-f]{32}")
        .isEqualTo(seen.header("Idempotency-Key"));
  }

  @Test
  public void getWithTheSecretInTheQuery() throws Exception {
    provider.answering(seen -> Reply.of(202, "0: Accepted for delivery"));
    try (GatewayHarness harness =
        new GatewayHarness(
            settings()
                .with("method", "GET")
                .with("format", "query")
                .with("body", "username=u&password={secret}&to={to}&text={text}&charset=UTF-8")
                .with("secret", "p&s=1")
                .with("successPattern", "^[03]: "))) {
      assertThat(GatewayHarness.reference(harness.send("+4915550100")).orElseThrow())
          .matches("[0-9a-f]{32}");
    }
    Seen seen = only();
    assertThat(seen.path()).isEqualTo("/send");
    assertThat(TwilioDesk.form(seen.query()))
        .isEqualTo(
            Map.of(
                "username", "u",
                "password", "p&s=1",
                "to", "+4915550100",
                "text", Messages.TEXT,
                "charset", "UTF-8"));
    assertThat(seen.body()).isEmpty();
    assertThat(seen.headers()).doesNotContainKey("Authorization");
  }

  @Test
  public void putOfAFormWithAKeyInAHeaderAndTheNumberInThePath() throws Exception {
    try (GatewayHarness harness =
        new GatewayHarness(
            settings()
                .with("method", "PUT")
                .with("url", provider.url() + "/to/{to}/send?v=1")
                .with("from", "A & B")
                .with("authentication", "header")
                .with("secret", TestSettings.TOKEN))) {
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Sent.class);
    }
    Seen seen = only();
    assertThat(seen.method()).isEqualTo("PUT");
    assertThat(seen.path()).isEqualTo("/to/%2B4915550100/send");
    assertThat(seen.query()).isEqualTo("v=1");
    assertThat(seen.header("X-Api-Key")).isEqualTo(TestSettings.TOKEN);
    assertThat(TwilioDesk.form(seen.body()))
        .isEqualTo(Map.of("to", "+4915550100", "from", "A & B", "text", Messages.TEXT));
  }

  @Test
  public void rejectionsAsSet() throws Exception {
    TestSettings settings =
        settings()
            .with("successPointer", "/status")
            .with("successValues", new String[] {"0"})
            .with("rejectStatus", new String[] {"422"})
            .with("rejectPointer", "/status")
            .with("rejectValues", new String[] {"6", "7"})
            .with("errorPointer", "/status");
    try (GatewayHarness harness = new GatewayHarness(settings)) {
      provider.answering(seen -> Reply.of(200, "{\"status\":6,\"text\":\"bad +4915550100\"}"));
      Delivery rejected = harness.send("+4915550100");
      assertThat(rejected).isInstanceOf(Delivery.Rejected.class);
      assertThat(GatewayHarness.why(rejected)).contains("code 6").doesNotContain("4915550100");
      provider.answering(seen -> Reply.of(422, ""));
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Rejected.class);
      provider.answering(seen -> Reply.of(200, "{\"status\":1}"));
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Unreachable.class);
    }
  }
}
