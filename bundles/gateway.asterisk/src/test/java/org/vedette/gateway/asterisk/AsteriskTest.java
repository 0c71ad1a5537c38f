package org.vedette.gateway.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
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
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.secret.Secret;
import org.vedette.testkit.memory.MemoryVault;

/** Calls over the wire of an Asterisk. */
public class AsteriskTest {
  private static final ChallengeToken QUESTION = new ChallengeToken(new byte[16]);
  private static final CallStep SUCCESS = new CallStep("success", "Danke.", Optional.empty());

  private final Desk desk = new Desk();
  private Optional<Desk> core = Optional.of(desk);
  private Asterisk asterisk;
  private ConfiguredGateway gateway;

  @Before
  public void start() throws Exception {
    asterisk = new Asterisk();
    gateway =
        new ConfiguredGateway(
            "main",
            "org.vedette.gateway.asterisk~main",
            new MemoryVault(1),
            () -> CompletableFuture.completedFuture(core.map(it -> it)),
            InstantSource.system());
    gateway.configure(settings(Map.of()));
    await().until(() -> gateway.health().equals(Health.ok()));
  }

  @After
  public void stop() throws Exception {
    gateway.close();
    asterisk.close();
  }

  private Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    Arrays.stream(GatewayConfig.class.getDeclaredMethods())
        .filter(each -> each.getDefaultValue() != null)
        .forEach(each -> values.put(each.getName(), each.getDefaultValue()));
    values.putAll(
        Map.of(
            "url", asterisk.url(),
            "user", "vedette",
            "secret", Asterisk.PASSWORD,
            "endpoint", "PJSIP/{number}@trunk",
            "callerId", "\"Help desk\" <+15550100>"));
    values.putAll(more);
    return values;
  }

  private static Message message(Map<String, String> fields) {
    return new Message("voice", "+4915550100", "call.pin", "de", fields, Secret.of(""))
        .about(QUESTION);
  }

  private Delivery call(Map<String, String> fields) throws Exception {
    return gateway.send(message(fields)).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void answered() throws Exception {
    assertThat(call(Map.of())).isInstanceOf(Delivery.Sent.class);
    asterisk.takenUp();
    await().until(() -> asked("/play/", "media=sound:vedette/call.pin&lang=de"));
  }

  private boolean asked(String... parts) {
    return asterisk.requests.stream()
        .anyMatch(each -> Arrays.stream(parts).allMatch(each::contains));
  }

  @Test
  public void aCallIsOrderedPlayedHeardAndEnded() throws Exception {
    Delivery sent = call(Map.of("extension", "@,12#"));
    assertThat(sent).isEqualTo(new Delivery.Sent(asterisk.channel()));
    assertThat(
            asked(
                "POST /ari/channels/vedette-",
                "endpoint=PJSIP/+4915550100@trunk",
                "&app=vedette-",
                "&timeout=25",
                "&callerId=\"Help desk\" <+15550100>"))
        .isTrue();
    asterisk.takenUp();
    await().until(() -> asked("/play/", "media=sound:vedette/call.pin&lang=de"));
    assertThat(asked("/dtmf?dtmf=ww12#")).isTrue();

    desk.then(new CallStep("retry.pin", "Noch einmal.", Optional.of(7)));
    String first = asterisk.playback();
    asterisk.pressed("12*4A#");
    await().until(() -> asked("retry.pin"));
    assertThat(asked("DELETE /ari/playbacks/" + first)).isTrue();
    assertThat(desk.questions).containsExactly(QUESTION);
    assertThat(desk.events).containsExactly(new CallEvent.Keys(Secret.of("12*4"), true));

    desk.then(SUCCESS);
    asterisk.played();
    asterisk.pressed("#");
    await().until(() -> asked("success"));
    assertThat(desk.last()).isEqualTo(new CallEvent.Keys(Secret.of(""), true));
    asterisk.pressed("99#");
    asterisk.played();
    await().until(() -> asked("DELETE /ari/channels/" + asterisk.channel()));
    asterisk.destroyed(16, "Normal Clearing");
    // A later call shows that everything before it was dealt with.
    answered();
    assertThat(desk.events).hasSize(2);
  }

  @Test
  public void keysWithoutTheirEndAndSilenceAreTold() throws Exception {
    answered();
    desk.then(new CallStep("", "", Optional.of(1)));
    asterisk.pressed("#");
    await().until(() -> desk.events.size() == 1);
    desk.then(new CallStep("", "", Optional.of(1)));
    await().until(() -> desk.events.size() == 2);
    assertThat(desk.last()).isEqualTo(new CallEvent.Silence());
    asterisk.pressed("12");
    await().until(() -> desk.events.size() == 3);
    assertThat(desk.last()).isEqualTo(new CallEvent.Keys(Secret.of("12"), false));
    await().until(() -> asked("DELETE /ari/channels/" + asterisk.channel()));
  }

  @Test
  public void whyNobodyAnsweredIsTold() throws Exception {
    Map<Integer, Why> causes =
        Map.of(
            17, Why.BUSY,
            18, Why.NO_ANSWER,
            19, Why.NO_ANSWER,
            21, Why.DECLINED,
            1, Why.INVALID_NUMBER,
            28, Why.INVALID_NUMBER,
            34, Why.FAILED);
    for (Map.Entry<Integer, Why> each : causes.entrySet()) {
      int before = desk.events.size();
      call(Map.of());
      asterisk.destroyed(each.getKey(), "words");
      await().until(() -> desk.events.size() == before + 1);
      assertThat(desk.last())
          .isEqualTo(
              new CallEvent.Unanswered(each.getValue(), "cause " + each.getKey() + " words"));
    }
  }

  @Test
  public void whoHangsUpIsTold() throws Exception {
    answered();
    asterisk.destroyed(16, "Normal Clearing");
    await().until(() -> desk.events.equals(List.of(new CallEvent.HungUp())));
  }

  @Test
  public void whoHangsUpWhileKeysAreJudgedIsToldWhenThatMatters() throws Exception {
    answered();
    CompletableFuture<CallStep> judged = new CompletableFuture<>();
    desk.next.add(judged);
    asterisk.pressed("1#");
    await().until(() -> desk.events.size() == 1);
    asterisk.destroyed(16, "Normal Clearing");
    judged.complete(new CallStep("retry.pin", "Noch einmal.", Optional.of(7)));
    await().until(() -> desk.events.size() == 2);
    assertThat(desk.last()).isEqualTo(new CallEvent.HungUp());
  }

  @Test
  public void withoutTheCoreTheCallIsEndedAndThatIsTold() throws Exception {
    answered();
    core = Optional.empty();
    asterisk.pressed("#");
    await().until(() -> asked("DELETE /ari/channels/" + asterisk.channel()));
    core = Optional.of(desk);
    asterisk.destroyed(16, "Normal Clearing");
    await().until(() -> desk.events.equals(List.of(new CallEvent.HungUp())));
  }

  @Test
  public void lostEventsEndCallsAndTheConnectionComesBack() throws Exception {
    answered();
    asterisk.cut();
    await().until(() -> desk.events.size() == 1);
    assertThat(desk.last())
        .isEqualTo(new CallEvent.Unanswered(Why.FAILED, "the events of Asterisk were lost"));
    assertThat(gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(call(Map.of())).isInstanceOf(Delivery.Unreachable.class);
    await().until(() -> gateway.health().equals(Health.ok()));
    answered();
  }

  @Test
  public void whatIsNoEventOfOursDoesNothing() throws Exception {
    answered();
    for (String each :
        List.of(
            "{}",
            "[",
            "{\"type\":\"ChannelDtmfReceived\",\"digit\":\"#\",\"channel\":{\"id\":\"other\"}}",
            "{\"type\":\"ChannelDestroyed\",\"cause\":\"x\",\"channel\":{\"id\":\"a\"}}",
            "{\"type\":\"PlaybackFinished\",\"playback\":{\"id\":\"p\",\"target_uri\":\"bridge:1\"}}")) {
      asterisk.event(each);
    }
    asterisk.pressed("5#");
    await().until(() -> desk.events.size() == 1);
    assertThat(desk.last()).isEqualTo(new CallEvent.Keys(Secret.of("5"), true));
  }

  @Test
  public void soManyCallsRunAtATime() throws Exception {
    gateway.configure(settings(Map.of("maxCalls", 1)));
    await().until(() -> gateway.health().equals(Health.ok()));
    assertThat(call(Map.of())).isInstanceOf(Delivery.Sent.class);
    assertThat(call(Map.of())).isEqualTo(new Delivery.Unreachable("too many calls run already"));
    asterisk.destroyed(17, "busy");
    await().until(() -> desk.events.size() == 1);
    asterisk.status = 500;
    assertThat(call(Map.of())).isInstanceOf(Delivery.Unreachable.class);
    asterisk.status = 200;
    // What was not taken holds no place.
    assertThat(call(Map.of())).isInstanceOf(Delivery.Sent.class);
  }

  @Test
  public void whatCannotBeCalledIsRejected() throws Exception {
    Message other = new Message("voice", "0155", "call.pin", "de", Map.of(), Secret.of(""));
    Message path = new Message("voice", "+49155", "../x", "de", Map.of(), Secret.of(""));
    for (Message each :
        List.of(
            message(Map.of("extension", "1a")),
            other.about(QUESTION),
            path.about(QUESTION),
            other)) {
      assertThat(gateway.send(each).toCompletableFuture().get(5, TimeUnit.SECONDS))
          .isInstanceOf(Delivery.Rejected.class);
    }
    assertThat(asterisk.requests).isEmpty();
  }

  @Test
  public void wrongSettingsAreNamed() {
    Map<String, Object> wrong =
        Map.of(
            "url", "http://pbx.example",
            "user", "a b",
            "secret", "",
            "endpoint", "PJSIP/trunk",
            "sounds", "../x",
            "ringSeconds", 1,
            "maxCalls", 0);
    assertThat(AsteriskSettings.read(settings(wrong)).problems())
        .extracting(SettingText.Problem::key)
        .containsExactlyInAnyOrderElementsOf(wrong.keySet());
    gateway.configure(settings(wrong));
    assertThat(gateway.health().message()).contains("org.vedette.gateway.asterisk~main", "sounds");
  }

  @Test
  public void nothingIsLeftAfterClosing() throws Exception {
    answered();
    List<Thread> before =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().startsWith("vedette-gateway-asterisk-main"))
            .toList();
    assertThat(before).isNotEmpty();
    gateway.close();
    assertThat(asked("DELETE /ari/channels/" + asterisk.channel())).isTrue();
    await().until(() -> !asterisk.connected());
    await().until(() -> before.stream().noneMatch(Thread::isAlive));
  }
}
