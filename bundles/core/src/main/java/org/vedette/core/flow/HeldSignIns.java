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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.state.Challenge;

/**
 * Sign-ins whose listener waits here while a person answers elsewhere, by the token of the prompt.
 * Those who wait for the same prompt get the same outcome. A prompt that another server of the
 * cluster ended is noticed because it is no longer open. Waiting holds no thread. Thread-safe.
 */
final class HeldSignIns {
  /**
   * How much longer a prompt is kept in state than anybody waits for it, so that its end can be
   * concluded.
   */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final long LOOK_AGAIN_MILLIS = 100;

  /** How often all are compared with what is open; a look into memory for each. */
  private static final long SWEEP_MILLIS = 250;

  /**
   * One prompt.
   *
   * @param outcome what those who wait get
   * @param settled gives what became of it once it is no longer open
   * @param looking whether that is being asked already
   */
  private record Held(
      CompletableFuture<Outcome> outcome,
      Supplier<CompletionStage<Optional<Outcome>>> settled,
      AtomicBoolean looking) {}

  private final Ports ports;
  private final Map<ChallengeToken, Held> held = new ConcurrentHashMap<>();
  private final AtomicBoolean sweeping = new AtomicBoolean();
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
      Supplier<CompletionStage<Optional<Outcome>>> settled) {
    ChallengeToken token = prompt.token();
    Held fresh = new Held(new CompletableFuture<>(), settled, new AtomicBoolean());
    Held known = held.putIfAbsent(token, fresh);
    Held here = known == null ? fresh : known;
    if (known == null) {
      fresh.outcome().whenComplete((ended, failure) -> held.remove(token, fresh));
      expireLater(prompt, fresh.outcome(), expired);
    }
    if (closed) {
      here.outcome().complete(moved(token));
    } else {
      // It may have been answered between the look and the waiting, perhaps by another core.
      compare(token, here);
      sweepLater();
    }
    if (known == null) {
      ports.challenges().closedElsewhere(token).thenRun(() -> compare(token, fresh));
    }
    return here.outcome().copy();
  }

  /** Looks what became of a prompt that is no longer open. */
  private void compare(ChallengeToken token, Held each) {
    if (ports.challenges().find(token).isEmpty() && each.looking().compareAndSet(false, true)) {
      look(each.outcome(), each.settled());
    }
  }

  private void sweepLater() {
    if (sweeping.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(SWEEP_MILLIS, TimeUnit.MILLISECONDS).execute(this::sweep);
    }
  }

  private void sweep() {
    held.forEach(this::compare);
    sweeping.set(false);
    if (!held.isEmpty()) {
      sweepLater();
    }
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
      CompletableFuture<Outcome> outcome, Supplier<CompletionStage<Optional<Outcome>>> settled) {
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
    Held waiting = held.get(token);
    if (waiting != null) {
      waiting.outcome().complete(outcome);
    }
  }

  /** Hands all on: the listeners ask the next core to go on holding. */
  void close() {
    closed = true;
    held.forEach((token, each) -> each.outcome().complete(moved(token)));
  }

  private static Outcome moved(ChallengeToken token) {
    return new Outcome.Moved(Optional.of(token));
  }
}
