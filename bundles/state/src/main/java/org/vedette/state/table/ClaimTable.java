package org.vedette.state.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Claims;
import org.vedette.state.table.ClaimState.Held;
import org.vedette.state.table.ClaimState.Used;

/**
 * All claims in memory. A claim goes from pending (won) by reserved (its entry is being written) to
 * final. A repetition of the request that holds a claim waits for what becomes of it. Thread-safe.
 */
public final class ClaimTable implements Claims {
  /** How long a claim may be pending, and how long an outcome is repeated. */
  static final Duration HOLD = Duration.ofSeconds(30);

  /** Each state by its name: the state is its own key. */
  private final Map<ClaimState, ClaimState> states = new HashMap<>();

  private final InstantSource clock;
  private final Executor waiters;
  private boolean closed;

  /**
   * An empty table.
   *
   * @param waiters runs what waits for a claim of another thread
   */
  public ClaimTable(InstantSource clock, Executor waiters) {
    this.clock = clock;
    this.waiters = waiters;
  }

  @Override
  public CompletionStage<ClaimVerdict> claim(Claim claim) {
    long now = clock.millis();
    CompletableFuture<Void> settled;
    Held wanted = new Held(claim, now);
    synchronized (this) {
      if (closed) {
        return done(new ClaimVerdict.Unavailable("the journal is being replaced"));
      }
      ClaimState state = states.get(wanted);
      if (state instanceof Used used && !used.over(now)) {
        return done(
            used.repeats(claim.owner(), now)
                ? new ClaimVerdict.Mine(used.outcome().clone())
                : new ClaimVerdict.Used());
      }
      if (!(state instanceof Held held) || held.over(now)) {
        put(wanted);
        return done(new ClaimVerdict.Won());
      }
      if (!held.by(claim)) {
        return done(new ClaimVerdict.Used());
      }
      settled = held.settled();
    }
    return settled.thenComposeAsync(ended -> claim(claim), waiters);
  }

  private static CompletionStage<ClaimVerdict> done(ClaimVerdict verdict) {
    return CompletableFuture.completedStage(verdict);
  }

  /** Puts a state in the place of the one of its name, which is told that it is over. */
  private void put(ClaimState state) {
    // Removed first: a map that has the key would keep the old one.
    ClaimState before = states.remove(state);
    states.put(state, state);
    settle(before);
  }

  private static void settle(@Nullable ClaimState state) {
    if (state instanceof Held held) {
      held.settle();
    }
  }

  @Override
  public synchronized void release(Claim claim) {
    Held wanted = new Held(claim, 0);
    if (states.get(wanted) instanceof Held held && held.by(claim) && !held.reserved()) {
      settle(states.remove(wanted));
    }
  }

  /**
   * Holds the claims of an entry that is about to be written: they cannot end meanwhile.
   *
   * @return false, and nothing held, when one of them is no longer its owner's
   */
  public synchronized boolean reserve(List<Claim> claims) {
    long now = clock.millis();
    for (int i = 0; i < claims.size(); i++) {
      if (!reserve(claims.get(i), now)) {
        unreserve(claims.subList(0, i));
        return false;
      }
    }
    return true;
  }

  private boolean reserve(Claim claim, long now) {
    Held wanted = new Held(claim, now);
    ClaimState state = states.get(wanted);
    if (state instanceof Used used && !used.over(now)) {
      return false;
    }
    if (state instanceof Held held && held.by(claim) && !held.reserved()) {
      held.reserve(true, now);
      return true;
    }
    if (state instanceof Held held && !held.over(now)) {
      return false;
    }
    wanted.reserve(true, now);
    put(wanted);
    return true;
  }

  /** Makes reserved claims pending again: their entry could not be written. */
  public synchronized void unreserve(List<Claim> claims) {
    long now = clock.millis();
    for (Claim claim : claims) {
      if (states.get(new Held(claim, now)) instanceof Held held && held.by(claim)) {
        held.reserve(false, now);
      }
    }
  }

  /** Makes claims final. */
  public synchronized void finish(List<Claim> claims, byte[] outcome, Instant at) {
    for (Claim claim : claims) {
      put(new Used(claim, outcome, at));
    }
  }

  /** Puts a final claim. */
  public synchronized void load(FinalClaim claim) {
    put(new Used(claim));
  }

  /** Forgets what is over. */
  public synchronized void sweep() {
    long now = clock.millis();
    states
        .values()
        .removeIf(
            state -> {
              if (state instanceof Used used) {
                used.forgetOutcome(now);
                return used.over(now);
              }
              boolean over = state instanceof Held held && held.over(now);
              if (over) {
                settle(state);
              }
              return over;
            });
  }

  /** Returns the final ones: references, so that it takes no time to speak of. */
  public synchronized List<FinalClaim> image() {
    List<FinalClaim> finals = new ArrayList<>();
    for (ClaimState state : states.values()) {
      if (state instanceof Used used) {
        finals.add(used);
      }
    }
    return finals;
  }

  /** Returns how many claims are known, pending ones too. */
  public synchronized int size() {
    return states.size();
  }

  /** Decides nothing any more; whoever waits is told so. */
  public synchronized void close() {
    closed = true;
    states.values().forEach(ClaimTable::settle);
  }
}
