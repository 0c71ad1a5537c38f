package org.vedette.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallEvent.Why;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.FormFields;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryVault;
import org.w3c.dom.Document;

/** Calls from the order to what the core is told, with a provider that speaks the wire. */
public class CallTest {
  private static final ChallengeToken QUESTION = new ChallengeToken(new byte[16]);
  private static final String TEXT = "Drücken Sie # & \"nur\" <Raute>.";

  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final MemoryVault vault = new MemoryVault(1);
  private final Desk desk = new Desk();
  private Optional<Desk> core = Optional.of(desk);
  private Exchange exchange;
  private ConfiguredGateway gateway;

  @Before
  public void start() throws Exception {
    exchange = new Exchange();
    gateway = gateway(TestSettings.at(exchange.url()));
  }

  @After
  public void stop() {
    gateway.close();
    exchange.close();
  }

  private ConfiguredGateway gateway(TestSettings settings) {
    ConfiguredGateway made =
        new ConfiguredGateway(
            "main",
            "org.vedette.gateway.call~main",
            vault,
            () -> CompletableFuture.completedFuture(core.map(it -> it)),
            clock);
    made.configure(settings.map());
    exchange.connect(made);
    return made;
  }

  private static Message message(Map<String, String> fields) {
    return new Message("voice", "+4915550100", "call.standard", "de", fields, Secret.of(""))
        .about(QUESTION)
        .written(new Message.Text("", TEXT));
  }

  private Delivery call(Message message) throws Exception {
    return gateway.send(message).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private Document answered() throws Exception {
    assertThat(call(message(Map.of()))).isEqualTo(new Delivery.Sent("CA1"));
    return exchange.takenUp();
  }

  @Test
  public void anOrderHoldsAllThatTheProviderNeeds() throws Exception {
    assertThat(call(message(Map.of("extension", "@,,89#")))).isEqualTo(new Delivery.Sent("CA1"));
    assertThat(exchange.last())
        .containsEntry("To", "+4915550100")
        .containsEntry("From", "+15005550006")
        .containsEntry("Timeout", "25")
        .containsEntry("SendDigits", "wwww89#")
        .containsEntry("Method", "POST")
        .containsEntry("StatusCallbackMethod", "POST");
    assertThat(exchange.last().get("Url").length()).isLessThan(1000);
    assertThat(call(message(Map.of()))).isInstanceOf(Delivery.Sent.class);
    assertThat(exchange.last()).doesNotContainKey("SendDigits");
  }

  @Test
  public void theNumberSignAloneIsHeardAndTheEndIsNoNews() throws Exception {
    Document asked = answered();
    assertThat(Exchange.only(asked, "Say").getTextContent()).isEqualTo(TEXT);
    assertThat(Exchange.only(asked, "Say").getAttribute("language")).isEqualTo("de-DE");
    assertThat(Exchange.gather(asked).getAttribute("finishOnKey")).isEqualTo("#");
    assertThat(Exchange.gather(asked).getAttribute("actionOnEmptyResult")).isEqualTo("true");
    assertThat(Exchange.gather(asked).getAttribute("timeout")).isEqualTo("10");

    desk.then(Desk.SUCCESS);
    Document thanks = exchange.pressed(asked, "", "#");
    assertThat(desk.questions).containsExactly(QUESTION);
    assertThat(desk.events).containsExactly(new CallEvent.Keys(Secret.of(""), true));
    assertThat(Exchange.only(thanks, "Say").getTextContent()).isEqualTo("Danke.");
    assertThat(Exchange.hangsUp(thanks)).isTrue();
    assertThat(exchange.ended("completed")).isEqualTo(200);
    assertThat(desk.events).hasSize(1);
  }

  @Test
  public void keysAreToldWithAndWithoutTheirEnd() throws Exception {
    Document asked = answered();
    desk.then(new CallStep("retry.pin", "Noch einmal.", Optional.of(7)));
    Document again = exchange.pressed(asked, "12*4", "#");
    assertThat(desk.last()).isEqualTo(new CallEvent.Keys(Secret.of("12*4"), true));
    assertThat(Exchange.only(again, "Say").getTextContent()).isEqualTo("Noch einmal.");
    assertThat(Exchange.gather(again).getAttribute("timeout")).isEqualTo("7");
    desk.then(new CallStep("retry.pin", "Noch einmal.", Optional.of(7)));
    Document third = exchange.pressed(again, "1234", "");
    assertThat(desk.last()).isEqualTo(new CallEvent.Keys(Secret.of("1234"), false));
    Document nothing = exchange.pressed(third, "", "");
    assertThat(desk.last()).isEqualTo(new CallEvent.Silence());
    assertThat(Exchange.hangsUp(nothing)).isTrue();
  }

  /** A mailbox must not say yes where a provider does not tell how the digits ended. */
  @Test
  public void anEmptyResultWithoutItsEndIsSilence() {
    assertThat(Conversation.pressed(FormFields.NONE)).contains(new CallEvent.Silence());
    FormFields digits = new FormFields(List.of(new FormFields.Field("Digits", "12")));
    assertThat(Conversation.pressed(digits)).contains(new CallEvent.Keys(Secret.of("12"), true));
    FormFields strange = new FormFields(List.of(new FormFields.Field("Digits", "12A")));
    assertThat(Conversation.pressed(strange)).isEmpty();
  }

  @Test
  public void theSameKeysToldTwiceCountOnce() throws Exception {
    Document asked = answered();
    CompletableFuture<CallStep> slow = new CompletableFuture<>();
    desk.next.add(slow);
    String action = Exchange.gather(asked).getAttribute("action");
    Map<String, String> keys = Map.of("Digits", "", "FinishedOnKey", "#");
    List<CompletableFuture<String>> answers = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 3; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> body(action, keys)));
    }
    slow.complete(Desk.SUCCESS);
    for (CompletableFuture<String> each : answers) {
      assertThat(each.get(10, TimeUnit.SECONDS)).contains("Danke.");
    }
    assertThat(body(action, keys)).contains("Danke.");
    assertThat(desk.events).hasSize(1);
  }

  private String body(String url, Map<String, String> fields) {
    try {
      return exchange.ask(url, fields).body();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  public void whyNobodyAnsweredIsTold() throws Exception {
    Map<String, CallEvent> ends =
        Map.of(
            "busy", new CallEvent.Unanswered(Why.BUSY, "busy"),
            "no-answer", new CallEvent.Unanswered(Why.NO_ANSWER, "no-answer"),
            "canceled", new CallEvent.Unanswered(Why.FAILED, "canceled"),
            "failed", new CallEvent.Unanswered(Why.FAILED, "failed"));
    for (Map.Entry<String, CallEvent> end : ends.entrySet()) {
      call(message(Map.of()));
      assertThat(exchange.ended("ringing")).isEqualTo(200);
      assertThat(exchange.ended(end.getKey())).isEqualTo(200);
      assertThat(desk.last()).isEqualTo(end.getValue());
      int before = desk.events.size();
      assertThat(exchange.ended(end.getKey())).isEqualTo(200);
      assertThat(desk.events).hasSize(before);
    }
    Map<String, Why> codes =
        Map.of("404", Why.INVALID_NUMBER, "603", Why.DECLINED, "486", Why.BUSY, "503", Why.FAILED);
    for (Map.Entry<String, Why> code : codes.entrySet()) {
      call(message(Map.of()));
      exchange.ended("failed", "SipResponseCode", code.getKey());
      assertThat(desk.last())
          .isEqualTo(new CallEvent.Unanswered(code.getValue(), "failed " + code.getKey()));
    }
  }

  @Test
  public void whoHangsUpWithoutAKeyIsTold() throws Exception {
    answered();
    assertThat(exchange.ended("completed")).isEqualTo(200);
    assertThat(desk.events).containsExactly(new CallEvent.HungUp());
  }

  @Test
  public void theEndWaitsForKeysThatAreBeingJudged() throws Exception {
    Document asked = answered();
    CompletableFuture<CallStep> judged = new CompletableFuture<>();
    desk.next.add(judged);
    String action = Exchange.gather(asked).getAttribute("action");
    CompletableFuture<String> keys =
        CompletableFuture.supplyAsync(
            () -> body(action, Map.of("Digits", "", "FinishedOnKey", "#")));
    org.awaitility.Awaitility.await().until(() -> desk.events.size() == 1);
    CompletableFuture<Integer> over =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return exchange.ended("completed");
              } catch (Exception failure) {
                throw new IllegalStateException(failure);
              }
            });
    judged.complete(Desk.SUCCESS);
    assertThat(over.get(10, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(keys.get(10, TimeUnit.SECONDS)).contains("Danke.");
    assertThat(desk.events).containsExactly(new CallEvent.Keys(Secret.of(""), true));
  }

  @Test
  public void whatIsForgedMovedOrOldReachesNobody() throws Exception {
    Document asked = answered();
    String action = Exchange.gather(asked).getAttribute("action");
    String start = exchange.last().get("Url");
    Map<String, String> keys = Map.of("Digits", "", "FinishedOnKey", "#");
    exchange.key = "guessed";
    assertThat(exchange.ask(action, keys).status()).isEqualTo(403);
    assertThat(exchange.ask(start, Map.of()).status()).isEqualTo(403);
    exchange.key = TestSettings.TOKEN;
    assertThat(exchange.ask(action.replace("/keys/", "/other/"), keys).status()).isEqualTo(404);
    String altered = action.replace("/keys/", "/keys/AAAA");
    assertThat(Exchange.hangsUp(Exchange.document(exchange.ask(altered, keys)))).isTrue();
    clock.advance(Duration.ofMinutes(16));
    assertThat(Exchange.hangsUp(Exchange.document(exchange.ask(action, keys)))).isTrue();
    assertThat(exchange.ended("busy")).isEqualTo(200);
    assertThat(desk.events).isEmpty();
  }

  @Test
  public void aSuccessorGoesOnWithCallsThatRun() throws Exception {
    Document asked = answered();
    gateway.close();
    gateway = gateway(TestSettings.at(exchange.url()));
    desk.then(new CallStep("retry.pin", "Noch einmal.", Optional.of(7)));
    Document again = exchange.pressed(asked, "1", "#");
    assertThat(desk.events).containsExactly(new CallEvent.Keys(Secret.of("1"), true));
    assertThat(Exchange.gather(again)).isNotNull();
    // It cannot know what its predecessor has told of a call that was answered.
    assertThat(exchange.ended("completed")).isEqualTo(200);
    assertThat(desk.events).hasSize(1);
  }

  @Test
  public void whileTheCoreIsMissingNothingIsLost() throws Exception {
    Document asked = answered();
    core = Optional.empty();
    assertThat(Exchange.hangsUp(exchange.pressed(asked, "", "#"))).isTrue();
    assertThat(exchange.ended("completed")).isEqualTo(503);
    core = Optional.of(desk);
    assertThat(exchange.ended("completed")).isEqualTo(200);
    assertThat(desk.events).containsExactly(new CallEvent.HungUp());
  }

  @Test
  public void recordingsArePlayedInTheirLanguagesOnly() throws Exception {
    gateway.close();
    gateway =
        gateway(
            TestSettings.at(exchange.url())
                .with("recordings", "https://cdn.example/v&v/")
                .with("recordedLanguages", "de"));
    Document asked = answered();
    assertThat(Exchange.only(asked, "Play").getTextContent())
        .isEqualTo("https://cdn.example/v&v/de/call.standard.wav");
    desk.then(Desk.SUCCESS);
    assertThat(Exchange.only(exchange.pressed(asked, "", "#"), "Play").getTextContent())
        .endsWith("/de/success.wav");
    call(
        new Message("voice", "+4915550100", "call.pin", "fr", Map.of(), Secret.of(""))
            .about(QUESTION)
            .written(new Message.Text("", "Bonjour\u0001.")));
    Document french = exchange.takenUp();
    assertThat(Exchange.only(french, "Say").getTextContent()).isEqualTo("Bonjour .");
    assertThat(Exchange.only(french, "Say").getAttribute("language")).isEqualTo("fr-FR");
  }

  @Test
  public void whatCannotBeCalledIsRejectedWithoutAsking() throws Exception {
    Message good = message(Map.of());
    List<Message> bad =
        List.of(
            message(Map.of("extension", "12a")),
            new Message("voice", "0155", "call.pin", "de", Map.of(), Secret.of(""))
                .about(QUESTION)
                .written(new Message.Text("", "x")),
            new Message("voice", "+49155", "call.pin", "de", Map.of(), Secret.of(""))
                .about(QUESTION),
            new Message("voice", "+49155", "call.pin", "de", Map.of(), Secret.of(""))
                .written(new Message.Text("", "x")),
            good.written(new Message.Text("", "x".repeat(1001))),
            new Message("sms", "+49155", "call.pin", "de", Map.of(), Secret.of(""))
                .about(QUESTION)
                .written(new Message.Text("", "x")));
    for (Message each : bad) {
      assertThat(call(each)).isInstanceOf(Delivery.Rejected.class);
    }
    assertThat(exchange.orders).isEmpty();
    exchange.status = 400;
    exchange.answer = "{\"code\":21211}";
    assertThat(call(good)).isInstanceOf(Delivery.Rejected.class);
    exchange.answer = "{\"code\":21215}";
    assertThat(call(good)).isInstanceOf(Delivery.Unreachable.class);
  }
}
