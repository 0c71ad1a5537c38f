package org.vedette.sdk.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.vedette.api.auth.Outcome;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Worker;

/** Waits for prompts for a while without holding a thread. Thread-safe. */
final class Polls {
  static final int MOST = 2000;

  /** How soon those who wait notice that this bundle goes. */
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** What the core needs to tell of a prompt that has ended. */
  private static final Duration LEAST = Duration.ofMillis(200);

  private final Semaphore places = new Semaphore(MOST);
  private final Worker worker;

  Polls(Worker worker) {
    this.worker = worker;
  }

  /** Takes a place; it is given back when the wait is over. */
  void enter() {
    if (!places.tryAcquire()) {
      throw Problem.throttled("at most " + MOST + " callers may wait", Problem.RETRY_SECONDS);
    }
  }

  /** Gives back a place that was not used. */
  void leave() {
    places.release();
  }

  /**
   * Waits for an outcome; empty when there is none in time, or when this bundle goes. The place
   * that was taken is given back then.
   */
  CompletionStage<Optional<Outcome>> await(CompletionStage<Outcome> held, Duration wait) {
    CompletableFuture<Optional<Outcome>> answer = new CompletableFuture<>();
    CompletionStage<Optional<Outcome>> counted =
        answer.whenComplete((outcome, failure) -> places.release());
    held.whenComplete(
        (outcome, failure) -> {
          if (failure == null) {
            answer.complete(Optional.of(outcome));
          } else {
            answer.completeExceptionally(failure);
          }
        });
    look(answer, wait.compareTo(LEAST) < 0 ? LEAST : wait);
    return counted;
  }

  private void look(CompletableFuture<Optional<Outcome>> answer, Duration left) {
    if (answer.isDone()) {
      return;
    }
    if (left.isZero() || left.isNegative() || worker.hurried()) {
      answer.complete(Optional.empty());
      return;
    }
    Duration step = left.compareTo(PERIOD) < 0 ? left : PERIOD;
    try {
      worker.later(step, () -> look(answer, left.minus(step)));
    } catch (RejectedExecutionException stopping) {
      answer.complete(Optional.empty());
    }
  }
}
