package org.vedette.gateway.sip;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.sip.call.Later;
import org.vedette.gateway.sip.media.Voice;

/**
 * What is said and heard in a call that was answered: extension, first prompt, then as the desk
 * tells. On the loop only.
 */
final class Conversation {
  /** Most keys that are taken at a time. */
  static final int MOST_KEYS = 32;

  /** Keys without a hash end so long after the last of them. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** What is said when nobody can tell how it goes on. */
  static final CallStep UNAVAILABLE = new CallStep("unavailable", "", Optional.empty());

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /**
   * How it begins and how long it may last.
   *
   * @param prompt what is said first
   * @param extension keys to press before; empty for none
   * @param listen for how long keys are awaited after the first prompt
   * @param longest after what time it is ended, whatever it is at
   */
  record Plan(String prompt, String extension, Duration listen, Duration longest) {}

  /** Told of events, tells how it goes on; a stage that fails means that nobody knows. */
  interface Desk {
    /** Tells what happened. */
    CompletionStage<CallStep> called(CallEvent event);
  }

  private enum Phase {
    /** Nothing is asked yet. */
    BEFORE,
    /** Something is said that wants keys, or these are awaited. */
    ASKING,
    /** The desk is told of what came. */
    TELLING,
    /** The last words are said. */
    LEAVING,
    /** It is over. */
    OVER
  }

  private final Later later;
  private final Voice voice;
  private final Function<String, Optional<byte[]>> sounds;
  private final Plan plan;
  private final Desk desk;
  private final Runnable hangUp;
  private final char[] keys = new char[MOST_KEYS];
  private int count;
  private Phase phase = Phase.BEFORE;
  private boolean repeated;
  private boolean first = true;
  private int turn;
  private @Nullable Future<?> timer;
  private @Nullable Future<?> limit;

  /**
   * Prepares.
   *
   * @param sounds what can be said, by name
   * @param desk told of each event, tells how it goes on
   * @param hangUp ends the call
   */
  Conversation(
      Later later,
      Voice voice,
      Function<String, Optional<byte[]>> sounds,
      Plan plan,
      Desk desk,
      Runnable hangUp) {
    this.later = later;
    this.voice = voice;
    this.sounds = sounds;
    this.plan = plan;
    this.desk = desk;
    this.hangUp = hangUp;
  }

  /** Begins, once sound goes to and fro. */
  void begin() {
    limit = later.after(plan.longest(), this::tooLong);
    if (plan.extension().isEmpty()) {
      ask(plan.prompt(), plan.listen());
    } else {
      voice.press(
          plan.extension(),
          () -> {
            if (phase == Phase.BEFORE) {
              ask(plan.prompt(), plan.listen());
            }
          });
    }
  }

  private void ask(String prompt, Duration listen) {
    phase = Phase.ASKING;
    forgetKeys();
    int own = ++turn;
    say(
        prompt,
        () -> {
          // Keys stop what is said, so it was silent so far.
          if (turn == own && phase == Phase.ASKING && count == 0) {
            wait(listen, this::silent);
          }
        });
  }

  private void say(String prompt, Runnable then) {
    Optional<byte[]> sound = prompt.isEmpty() ? Optional.empty() : sounds.apply(prompt);
    if (sound.isEmpty() && !prompt.isEmpty()) {
      LOG.warn("There is no sound of that name: prompt={}", prompt);
    }
    voice.play(sound.orElse(new byte[0]), then);
  }

  private void silent() {
    if (first && !repeated) {
      repeated = true;
      ask(plan.prompt(), plan.listen());
    } else {
      tell(new CallEvent.Silence());
    }
  }

  /** A key was pressed. */
  void pressed(char key) {
    if (phase != Phase.ASKING) {
      return;
    }
    voice.hush();
    stopWaiting();
    turn++;
    if (key == '#') {
      finish(true);
      return;
    }
    keys[count++] = key;
    if (count == MOST_KEYS) {
      finish(false);
    } else {
      wait(PAUSE, () -> finish(false));
    }
  }

  private void finish(boolean ended) {
    char[] pressed = Arrays.copyOf(keys, count);
    Secret secret = Secret.of(java.nio.CharBuffer.wrap(pressed));
    Arrays.fill(pressed, '\0');
    tell(new CallEvent.Keys(secret, ended));
  }

  private void tell(CallEvent event) {
    phase = Phase.TELLING;
    first = false;
    stopWaiting();
    forgetKeys();
    desk.called(event)
        .whenComplete(
            (step, failure) ->
                later.execute(
                    () -> {
                      if (phase == Phase.TELLING) {
                        goOn(step == null || failure != null ? UNAVAILABLE : step);
                      }
                    }));
  }

  private void goOn(CallStep step) {
    if (step.listen().isPresent()) {
      ask(step.prompt(), Duration.ofSeconds(Math.max(1, step.listen().get())));
      return;
    }
    phase = Phase.LEAVING;
    if (step.prompt().isEmpty()) {
      leave();
    } else {
      say(step.prompt(), this::leave);
    }
  }

  private void leave() {
    if (phase == Phase.LEAVING) {
      over();
      hangUp.run();
    }
  }

  private void tooLong() {
    if (phase != Phase.OVER) {
      boolean open = isOpen();
      over();
      if (open) {
        desk.called(new CallEvent.Silence());
      }
      hangUp.run();
    }
  }

  /** The person has hung up. */
  void peerHungUp() {
    ended(new CallEvent.HungUp());
  }

  /** It ends for another reason: what is still asked is answered by the event. */
  void ended(CallEvent event) {
    boolean open = isOpen();
    over();
    if (open) {
      desk.called(event);
    }
  }

  /** Tells whether something is asked that nobody has answered. */
  private boolean isOpen() {
    return phase == Phase.BEFORE || phase == Phase.ASKING;
  }

  private void over() {
    phase = Phase.OVER;
    voice.hush();
    stopWaiting();
    forgetKeys();
    if (limit != null) {
      limit.cancel(false);
    }
  }

  private void wait(Duration time, Runnable then) {
    stopWaiting();
    timer = later.after(time, then);
  }

  private void stopWaiting() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void forgetKeys() {
    Arrays.fill(keys, '\0');
    count = 0;
  }
}
