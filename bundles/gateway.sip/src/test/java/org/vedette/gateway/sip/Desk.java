package org.vedette.gateway.sip;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;

/** A desk that tells what a test has prepared, and else hangs up. */
final class Desk {
  static final ChallengeToken TOKEN = new ChallengeToken(new byte[ChallengeToken.LENGTH]);

  private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<CallStep> steps = new LinkedBlockingQueue<>();

  CompletionStage<CallStep> called(ChallengeToken question, CallEvent event) {
    if (!question.equals(TOKEN)) {
      throw new AssertionError("another question");
    }
    events.add(event);
    CallStep next = steps.poll();
    return CompletableFuture.completedFuture(next == null ? CallStep.hangUp() : next);
  }

  Desk next(String prompt, int listen) {
    steps.add(new CallStep(prompt, "", listen == 0 ? Optional.empty() : Optional.of(listen)));
    return this;
  }

  /** Waits for an event; written as its name and content. */
  String event() throws InterruptedException {
    CallEvent event = events.poll(8, TimeUnit.SECONDS);
    if (event instanceof CallEvent.Keys keys) {
      return "keys " + keys.pressed().text() + (keys.ended() ? "#" : "");
    }
    if (event instanceof CallEvent.Unanswered unanswered) {
      return unanswered.why() + " " + unanswered.detail();
    }
    return event == null ? "nothing" : event.getClass().getSimpleName();
  }

  int waiting() {
    return events.size();
  }
}
