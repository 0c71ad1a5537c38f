package org.vedette.lifecycle.desk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Code of others, run on a daemon thread of its own for a limited time: it may throw, hang, or
 * never end.
 */
final class Limited {
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final Duration HURRY = Duration.ofMillis(100);

  private Limited() {}

  /**
   * How it ended.
   *
   * @param <T> what it returns
   */
  sealed interface Outcome<T> {
    /** It returned. */
    record Returned<T>(T value) implements Outcome<T> {}

    /** It threw. */
    record Threw<T>(Throwable cause) implements Outcome<T> {}

    /**
     * Its time was over, and it was interrupted.
     *
     * @param endless whether it goes on all the same
     */
    record Late<T>(boolean endless) implements Outcome<T> {}

    /** Handles all. */
    default <R> R match(
        Function<Returned<T>, R> returned, Function<Threw<T>, R> threw, Function<Late<T>, R> late) {
      if (this instanceof Returned<T> one) {
        return returned.apply(one);
      }
      return this instanceof Threw<T> one ? threw.apply(one) : late.apply((Late<T>) this);
    }
  }

  /** Runs a task; when {@code limit} is over interrupts it, and waits a moment more. */
  static <T> Outcome<T> run(String name, Duration limit, Callable<T> task) {
    Running<T> running = new Running<>(name, task);
    return running
        .outcome(limit)
        .orElseGet(
            () -> {
              running.thread.interrupt();
              return new Outcome.Late<>(running.outcome(GRACE).isEmpty());
            });
  }

  /**
   * Runs a task that waits for locks which something endless may hold. After {@code patience} each
   * of its waits is cut short by an interruption, so that it goes on without the lock.
   */
  static <T> Outcome<T> hurry(String name, Duration patience, Duration limit, Callable<T> task) {
    Running<T> running = new Running<>(name, task);
    long end = System.nanoTime() + limit.toNanos();
    Optional<Outcome<T>> outcome = running.outcome(patience);
    while (outcome.isEmpty() && System.nanoTime() < end) {
      running.thread.interrupt();
      outcome = running.outcome(HURRY);
    }
    return outcome.orElseGet(() -> new Outcome.Late<>(true));
  }

  private static final class Running<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    Running(String name, Callable<T> task) {
      thread =
          new Thread(
              () -> {
                try {
                  result.complete(task.call());
                } catch (Throwable thrown) { // Errors too: a bundle may lack a class.
                  result.completeExceptionally(thrown);
                }
              },
              "vedette-lifecycle-" + name);
      thread.setDaemon(true);
      thread.start();
    }

    Optional<Outcome<T>> outcome(Duration limit) {
      try {
        return Optional.of(
            new Outcome.Returned<>(result.get(limit.toMillis(), TimeUnit.MILLISECONDS)));
      } catch (ExecutionException failed) {
        Throwable cause = failed.getCause();
        return Optional.of(new Outcome.Threw<>(cause == null ? failed : cause));
      } catch (TimeoutException late) {
        return Optional.empty();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.of(new Outcome.Late<>(true));
      }
    }
  }
}
