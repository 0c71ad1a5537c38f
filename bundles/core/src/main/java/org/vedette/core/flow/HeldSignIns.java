package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.state.Challenge;

/**
 * Sign-ins whose listener waits here while a person answers elsewhere, by the token of the prompt.
 * Those who wait for the same prompt get the same outcome. Waiting holds no thread. Thread-safe.
 */
final class HeldSignIns {
  /**
   * How much longer a prompt is kept in state than anybody waits for it, so that its end can be
   * concluded.
   */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Ports ports;
  private final Map<ChallengeToken, CompletableFuture<Outcome>> held = new ConcurrentHashMap<>();
  private volatile boolean closed;

  HeldSignIns(Ports ports) {
    this.ports = ports;
  }

  /** How many prompts are waited for. */
  int count() {
    return held.size();
  }

  /** Returns when a prompt is over for those who wait. */
  static Instant until(Challenge prompt) {
    return prompt.expires().minus(GRACE);
  }

  /**
   * Waits for what becomes of an open prompt.
   *
   * @param expired called once its time is over; has to conclude it
   * @param settled called when it is no longer open: gives what became of it, or tells to look
   *     again
   */
  CompletionStage<Outcome> await(
      Challenge prompt,
      Consumer<ChallengeToken> expired,
      java.util.function.Supplier<CompletionStage<Optional<Outcome>>> settled) {
    ChallengeToken token = prompt.token();
    CompletableFuture<Outcome> fresh = new CompletableFuture<>();
    CompletableFuture<Outcome> known = held.putIfAbsent(token, fresh);
    CompletableFuture<Outcome> outcome = known == null ? fresh : known;
    if (known == null) {
      fresh.whenComplete((ended, failure) -> held.remove(token, fresh));
      expireLater(prompt, fresh, expired);
    }
    if (closed) {
      outcome.complete(moved(token));
    } else if (ports.challenges().find(token).isEmpty()) {
      // It was answered between the look and the waiting, perhaps by another core.
      look(outcome, settled);
    }
    return outcome.copy();
  }

  private void expireLater(
      Challenge prompt, CompletableFuture<Outcome> outcome, Consumer<ChallengeToken> expired) {
    Duration left = Duration.between(ports.clock().instant(), until(prompt));
    CompletableFuture<Void> clock = new CompletableFuture<>();
    outcome.whenComplete((ended, failure) -> clock.cancel(false));
    clock
        .completeOnTimeout(null, Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
        .thenRun(() -> expired.accept(prompt.token()));
  }

  private void look(
      CompletableFuture<Outcome> outcome,
      java.util.function.Supplier<CompletionStage<Optional<Outcome>>> settled) {
    settled
        .get()
        .whenComplete(
            (found, failure) -> {
              if (failure != null) {
                outcome.completeExceptionally(failure);
              } else if (found.isPresent()) {
                outcome.complete(found.get());
              } else if (!outcome.isDone()) {
                later().execute(() -> look(outcome, settled));
              }
            });
  }

  private static Executor later() {
    return CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Tells those who wait what became of a prompt. */
  void conclude(ChallengeToken token, Outcome outcome) {
    CompletableFuture<Outcome> waiting = held.get(token);
    if (waiting != null) {
      waiting.complete(outcome);
    }
  }

  /** Hands all on: the listeners ask the next core to go on holding. */
  void close() {
    closed = true;
    held.forEach((token, outcome) -> outcome.complete(moved(token)));
  }

  private static Outcome moved(ChallengeToken token) {
    return new Outcome.Moved(Optional.of(token));
  }
}
