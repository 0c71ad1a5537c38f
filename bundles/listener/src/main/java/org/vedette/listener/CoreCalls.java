package org.vedette.listener;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.lifecycle.ServiceDirectory;

/**
 * Asks the core, and its successor when the core is being replaced meanwhile. Waits at most 5 s for
 * a core to come, and holds no thread while it waits.
 */
public final class CoreCalls {
  /**
   * A question for the core.
   *
   * @param question asks it; may be asked again of another core
   * @param holding has another core go on holding a prompt that this question led to
   */
  public record Question(
      Function<AuthenticationService, CompletionStage<Outcome>> question,
      BiFunction<AuthenticationService, ChallengeToken, CompletionStage<Outcome>> holding) {}

  private static final String KEY = "core";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final Outcome MISSING =
      new Outcome.Unavailable(Duration.ofSeconds(5), "the core is not installed or not started");

  private final ServiceDirectory<String, AuthenticationService> cores = new ServiceDirectory<>();
  private final LongSupplier nanoTime;

  /** Begins without a core; {@code nanoTime} measures spans. */
  public CoreCalls(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes a core. */
  public void add(int ranking, AuthenticationService core) {
    cores.add(KEY, ranking, core);
  }

  /** Lets a core go. */
  public void remove(AuthenticationService core) {
    cores.remove(KEY, core);
  }

  /** Whether there is a core. */
  public boolean present() {
    return cores.find(KEY).isPresent();
  }

  /** Gives up what this caller's request waits for, with the core that is there now. */
  public void withdraw(Caller caller) {
    cores.find(KEY).ifPresent(core -> core.withdraw(caller));
  }

  /**
   * Asks.
   *
   * @param ask what to ask a core, and how another goes on
   * @param left how much time there is until the deadline
   * @return completes with an outcome that is never {@link Outcome.Moved}; exceptionally only after
   *     an error of ours
   */
  public CompletionStage<Outcome> ask(Question ask, Duration left) {
    Call call = new Call(ask, nanoTime.getAsLong() + left.toNanos());
    call.find(null);
    return call.outcome;
  }

  private final class Call {
    private final Question ask;
    private final long deadline;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** What the next core is asked: first the question, after a prompt that it be held on. */
    private volatile Function<AuthenticationService, CompletionStage<Outcome>> question;

    Call(Question ask, long deadline) {
      this.ask = ask;
      this.question = ask.question();
      this.deadline = deadline;
    }

    /** Asks any core but the one that is going away. */
    void find(@Nullable AuthenticationService leaving) {
      long now = nanoTime.getAsLong();
      find(leaving, Math.min(deadline, now + PATIENCE_NANOS), now);
    }

    private void find(@Nullable AuthenticationService leaving, long until, long now) {
      Optional<AuthenticationService> core = cores.find(KEY);
      if (core.isPresent() && core.get() != leaving) {
        ask(core.get());
      } else if (until - now <= 0) {
        outcome.complete(MISSING);
      } else if (core.isPresent()) {
        CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
            .execute(() -> find(leaving, until, nanoTime.getAsLong()));
      } else {
        cores
            .await(KEY, Duration.ofNanos(until - now))
            .whenComplete(
                (found, failure) -> {
                  if (found != null && found.isPresent()) {
                    ask(found.get());
                  } else {
                    outcome.complete(MISSING);
                  }
                });
      }
    }

    private void ask(AuthenticationService core) {
      CompletionStage<Outcome> stage;
      try {
        stage = question.apply(core);
      } catch (RuntimeException fault) {
        outcome.completeExceptionally(fault);
        return;
      }
      stage.whenComplete(
          (found, failure) -> {
            if (failure != null) {
              outcome.completeExceptionally(failure);
            } else if (found instanceof Outcome.Moved moved) {
              moved.token().ifPresent(token -> question = next -> ask.holding().apply(next, token));
              find(core);
            } else {
              outcome.complete(found);
            }
          });
    }
  }
}
