package org.vedette.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.gateway.sip.media.Voice;

public class ConversationTest {
  private static final Duration LISTEN = Duration.ofSeconds(8);
  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final FakeLater later = new FakeLater();
  private final List<String> seen = new ArrayList<>();
  private final Deque<CompletableFuture<CallStep>> steps = new ArrayDeque<>();

  /** A sound is its name; it plays until the test says that it is through. */
  private final class FakeVoice implements Voice {
    private Runnable then = () -> {};

    @Override
    public void play(byte[] octets, Runnable whenPlayed) {
      seen.add("say " + new String(octets));
      then = whenPlayed;
    }

    @Override
    public void hush() {
      then = () -> {};
    }

    @Override
    public void press(String wanted, Runnable whenPressed) {
      seen.add("press " + wanted);
      then = whenPressed;
    }

    void through() {
      Runnable now = then;
      then = () -> {};
      now.run();
    }
  }

  private final FakeVoice voice = new FakeVoice();

  private Conversation talk(String extension) {
    Conversation talk =
        new Conversation(
            later,
            voice,
            name -> name.equals("none") ? Optional.empty() : Optional.of(name.getBytes()),
            new Conversation.Plan("call.pin", extension, LISTEN, LONGEST),
            event -> {
              seen.add(
                  event instanceof CallEvent.Keys keys
                      ? "keys " + keys.pressed().text() + (keys.ended() ? "#" : "")
                      : event.getClass().getSimpleName());
              CompletableFuture<CallStep> step = new CompletableFuture<>();
              steps.add(step);
              return step;
            },
            () -> seen.add("hang up"));
    talk.begin();
    return talk;
  }

  private void step(String prompt, int listen) {
    steps
        .remove()
        .complete(new CallStep(prompt, "", listen == 0 ? Optional.empty() : Optional.of(listen)));
    later.run();
  }

  private void press(Conversation talk, String keys) {
    keys.chars().forEach(each -> talk.pressed((char) each));
  }

  @Test
  public void keysStopThePromptAndAHashEndsThem() {
    Conversation talk = talk("");
    press(talk, "12*4#");
    step("success", 0);
    voice.through();

    assertThat(seen).containsExactly("say call.pin", "keys 12*4#", "say success", "hang up");
  }

  @Test
  public void aBareHashIsAnAnswer() {
    press(talk(""), "#");

    assertThat(seen).containsExactly("say call.pin", "keys #");
  }

  @Test
  public void withoutAHashKeysEndAfterFiveSeconds() {
    Conversation talk = talk("");
    press(talk, "1");
    later.pass(Duration.ofMillis(4900));
    press(talk, "2");
    later.pass(Duration.ofMillis(4900));
    assertThat(seen).containsExactly("say call.pin");
    later.pass(Duration.ofMillis(100));

    assertThat(seen).containsExactly("say call.pin", "keys 12");
  }

  @Test
  public void thirtyTwoKeysAreEnough() {
    press(talk(""), "1".repeat(40));

    assertThat(seen).containsExactly("say call.pin", "keys " + "1".repeat(32));
  }

  @Test
  public void theFirstPromptIsSaidTwiceThenItIsSilence() {
    talk("");
    voice.through();
    later.pass(LISTEN);
    voice.through();
    later.pass(LISTEN);
    step("", 0);

    assertThat(seen).containsExactly("say call.pin", "say call.pin", "Silence", "hang up");
  }

  @Test
  public void askedAgainItListensAsToldAndSaysItOnce() {
    Conversation talk = talk("");
    press(talk, "9#");
    step("retry.pin", 3);
    voice.through();
    later.pass(Duration.ofSeconds(3));
    step("denied", 0);
    voice.through();

    assertThat(seen)
        .containsExactly(
            "say call.pin", "keys 9#", "say retry.pin", "Silence", "say denied", "hang up");
  }

  @Test
  public void theExtensionIsPressedFirst() {
    Conversation talk = talk("12,3#");
    talk.pressed('#');
    assertThat(seen).containsExactly("press 12,3#");
    voice.through();

    assertThat(seen).containsExactly("press 12,3#", "say call.pin");
  }

  @Test
  public void whoHangsUpBeforeKeysIsTold() {
    Conversation talk = talk("");
    press(talk, "12");
    talk.peerHungUp();
    later.pass(LONGEST);

    assertThat(seen).containsExactly("say call.pin", "HungUp");
  }

  @Test
  public void whoHangsUpAfterKeysChangesNothing() {
    Conversation talk = talk("");
    press(talk, "#");
    talk.peerHungUp();
    step("success", 0);

    assertThat(seen).containsExactly("say call.pin", "keys #");
  }

  @Test
  public void keysThatNobodyWantsAreNotHeard() {
    Conversation talk = talk("");
    press(talk, "1#2#");
    step("retry.pin", 5);
    press(talk, "#");
    step("success", 0);
    press(talk, "#");

    assertThat(seen)
        .containsExactly("say call.pin", "keys 1#", "say retry.pin", "keys #", "say success");
  }

  @Test
  public void nobodyKnowsHowItGoesOn() {
    Conversation talk = talk("");
    press(talk, "#");
    steps.remove().completeExceptionally(new IllegalStateException());
    later.run();
    voice.through();

    assertThat(seen).containsExactly("say call.pin", "keys #", "say unavailable", "hang up");
  }

  @Test
  public void noCallLastsForEver() {
    talk("");
    voice.through();
    later.pass(Duration.ofSeconds(5));
    voice.through();
    later.pass(LONGEST);

    assertThat(seen).contains("Silence").endsWith("hang up");
    assertThat(seen.stream().filter("hang up"::equals)).hasSize(1);
  }
}
