package org.vedette.gateway.asterisk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallEvent.Why;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.secret.Secret;

/**
 * One call. Each state has an end, whatever Asterisk says or does not say. For the one thread of
 * the switchboard; only the constructor is called on others.
 */
final class Line {
  /** How long keys are awaited after the first words, in seconds. */
  private static final int LISTEN = 10;

  private static final int MOST_KEYS = 32;

  /** Longest words. */
  private static final Duration WORDS = Duration.ofSeconds(60);

  /** Longest time for the core to judge, and for Asterisk to do what it is told. */
  private static final Duration JUDGING = Duration.ofSeconds(15);

  /**
   * What is called and said.
   *
   * @param channel id of the channel
   * @param prompt what is said first
   * @param language language tag
   * @param extension keys that are pressed first; may be empty
   * @param ringing how long it rings
   */
  record Plan(String channel, String prompt, String language, String extension, Duration ringing) {}

  /** Who decides. */
  interface Core {
    /** Tells it what happened, and learns how the call goes on. */
    CompletionStage<CallStep> told(CallEvent event);
  }

  private final Plan plan;
  private final Hands hands;
  private final Core core;
  private final ScheduledExecutorService thread;
  private final Runnable gone;

  private final StringBuilder keys = new StringBuilder();
  private @Nullable Future<?> alarm;
  private Optional<Integer> listen = Optional.empty();
  private String playback = "";
  private int played;
  private boolean answered;
  private boolean begun;
  private boolean judging;

  /** Nothing more is awaited from the person. */
  private boolean done;

  private boolean ended;

  /**
   * Makes one, which does nothing yet.
   *
   * @param core tells the core and learns how the call goes on
   * @param gone called when the call is over
   */
  Line(Plan plan, Hands hands, Core core, ScheduledExecutorService thread, Runnable gone) {
    this.plan = plan;
    this.hands = hands;
    this.core = core;
    this.thread = thread;
    this.gone = gone;
  }

  /** It is ordered. */
  void ordered() {
    within(plan.ringing().plus(JUDGING), () -> lost("Asterisk said nothing in time"));
  }

  /** Something happened. */
  void happened(AriEvent event) {
    if (ended) {
      return;
    }
    switch (event.type()) {
      case AriEvent.STARTED -> takenUp();
      case AriEvent.KEY -> pressed(event.detail());
      case AriEvent.PLAYED -> said(event.detail());
      default -> destroyed(event);
    }
  }

  private void takenUp() {
    if (answered) {
      return;
    }
    answered = true;
    if (plan.extension().isEmpty()) {
      begin();
      return;
    }
    within(WORDS, this::begin);
    hands
        .press(plan.channel(), plan.extension())
        .whenComplete((answer, failure) -> thread.execute(this::begin));
  }

  private void begin() {
    if (!begun && !ended) {
      begun = true;
      say(plan.prompt(), Optional.of(LISTEN));
    }
  }

  private void say(String prompt, Optional<Integer> listenAfter) {
    listen = listenAfter;
    done = listenAfter.isEmpty();
    keys.setLength(0);
    if (prompt.isEmpty()) {
      playback = "";
      await();
      return;
    }
    String now = plan.channel() + "-" + played++;
    playback = now;
    within(WORDS, () -> said(now));
    hands
        .play(plan.channel(), now, prompt, plan.language())
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                thread.execute(() -> said(now)); // Nothing will be heard, so nothing will end.
              }
            });
  }

  private void said(String which) {
    if (which.equals(playback)) {
      playback = "";
      await();
    }
  }

  private void await() {
    if (listen.isEmpty()) {
      hangUp();
    } else {
      within(Duration.ofSeconds(listen.get()), this::silent);
    }
  }

  private void pressed(String key) {
    if (!answered || judging || listen.isEmpty() || !key.matches("[0-9*#]")) {
      return;
    }
    if (!playback.isEmpty()) {
      hands.stop(playback);
      playback = "";
    }
    if (key.equals("#")) {
      tell(new CallEvent.Keys(Secret.of(keys), true));
      return;
    }
    if (keys.length() < MOST_KEYS) {
      keys.append(key);
    }
    await();
  }

  private void silent() {
    tell(keys.isEmpty() ? new CallEvent.Silence() : new CallEvent.Keys(Secret.of(keys), false));
  }

  private void tell(CallEvent event) {
    keys.setLength(0);
    judging = true;
    within(JUDGING, this::hangUp);
    core.told(event)
        .whenComplete(
            (step, failure) -> thread.execute(() -> judged(failure == null ? step : null)));
  }

  private void judged(@Nullable CallStep step) {
    judging = false;
    if (step == null && ended) {
      return;
    }
    if (step == null) {
      hangUp(); // Nobody judges now; that the call ends is told when it has.
    } else if (!ended) {
      say(step.prompt(), step.listen());
    } else if (step.listen().isPresent()) {
      core.told(new CallEvent.HungUp());
    }
  }

  private void destroyed(AriEvent event) {
    end();
    if (!answered) {
      core.told(Causes.of(event.cause(), event.detail()));
    } else if (!done && !judging) {
      core.told(new CallEvent.HungUp());
    }
  }

  private void hangUp() {
    hands.hangUp(plan.channel());
    within(JUDGING, this::end);
  }

  /** Nothing more will be heard of it. */
  void lost(String why) {
    if (ended) {
      return;
    }
    end();
    hands.hangUp(plan.channel());
    if (!done) {
      core.told(new CallEvent.Unanswered(Why.FAILED, why));
    }
  }

  /** Ends it without a word to the core. */
  void end() {
    if (alarm != null) {
      alarm.cancel(false);
    }
    ended = true;
    gone.run();
  }

  private void within(Duration time, Runnable otherwise) {
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarm = thread.schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
