package org.vedette.state.share;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.StatePeers;

/**
 * Lets claims be decided, or not yet: a server of a cluster that has just started does not know
 * what was used up while it was away. Thread-safe.
 */
final class Gate {
  /** How long others may be missing altogether, while their bundle is replaced. */
  static final Duration ARRIVAL = Duration.ofSeconds(10);

  /** How long a server that has started waits for what one other knows. */
  static final Duration CATCH_UP = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Optional<String> PASS = Optional.empty();

  /** Runs something later. */
  @FunctionalInterface
  interface Later {
    /** Runs it on any thread, unless everything ends before. */
    void run(Runnable task, Duration delay);
  }

  private final Later later;
  private volatile boolean shared;
  private boolean behind;
  private @Nullable StatePeers peers;
  private @Nullable CompletableFuture<Void> arrival;
  private boolean alone;

  /**
   * A gate.
   *
   * @param shared whether this server is one of several
   * @param behind whether it has started, and not just been replaced
   */
  Gate(Later later, boolean shared, boolean behind) {
    this.later = later;
    this.shared = shared;
    this.behind = shared && behind;
    if (shared) {
      expect();
    }
  }

  boolean shared() {
    return shared;
  }

  /** Whether a server that is no part of a cluster need not look further. */
  boolean open() {
    return !shared;
  }

  /** This server becomes one of several, or ceases to be; what it knows is enough. */
  synchronized void shared(boolean on) {
    shared = on;
    if (!on) {
      behind = false;
      release();
    }
  }

  /** Others have come, or gone. */
  synchronized void peers(@Nullable StatePeers others) {
    boolean first = peers == null && others != null;
    peers = others;
    if (others != null) {
      alone = false;
      release();
      if (behind && first) {
        later.run(this::giveUp, CATCH_UP);
      }
    } else if (shared) {
      expect();
    }
  }

  /** One other has told everything. */
  synchronized void caughtUp(String from) {
    if (behind) {
      behind = false;
      LOG.info("What another server knows of used codes was taken over. from={}", from);
    }
  }

  private void expect() {
    CompletableFuture<Void> waited = new CompletableFuture<>();
    arrival = waited;
    later.run(() -> goAlone(waited), ARRIVAL);
  }

  private void release() {
    CompletableFuture<Void> waited = arrival;
    arrival = null;
    if (waited != null) {
      waited.completeAsync(() -> null);
    }
  }

  private synchronized void goAlone(CompletableFuture<Void> waited) {
    if (arrival == waited) {
      LOG.warn(
          "This server is one of several, and nothing carries news to the others: it decides alone."
              + " Is the bundle org.vedette.replication running?");
      alone = true;
      release();
    }
  }

  private synchronized void giveUp() {
    if (behind && peers != null) {
      behind = false;
      LOG.warn(
          "No other server has told what it knows: codes that were used there while this one was"
              + " away may be used once more. seconds={}",
          CATCH_UP.toSeconds());
    }
  }

  /** Returns, perhaps later, why nothing can be decided; empty when it can. */
  CompletionStage<Optional<String>> pass() {
    CompletableFuture<Void> waited;
    synchronized (this) {
      StatePeers others = peers;
      if (!shared || alone || (others != null && !behind)) {
        return CompletableFuture.completedStage(PASS);
      }
      if (others != null) {
        if (others.any()) {
          return CompletableFuture.completedStage(
              Optional.of("what other servers know was not taken over yet"));
        }
        behind = false;
        return CompletableFuture.completedStage(PASS);
      }
      waited = arrival;
    }
    return waited == null
        ? CompletableFuture.completedStage(PASS)
        : waited.thenCompose(come -> pass());
  }
}
