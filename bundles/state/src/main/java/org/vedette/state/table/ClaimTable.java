package org.vedette.state.table;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Claims;

/**
 * All claims in memory. A claim goes from pending (won) by reserved (its entry is being written) to
 * final. A repetition of the request that holds a claim waits for what becomes of it. Thread-safe.
 */
public final class ClaimTable implements Claims {
  /** How long a claim may be pending, and how long an outcome is repeated. */
  static final Duration HOLD = Duration.ofSeconds(30);

  private record Name(String key, String value) {
    static Name of(Claim claim) {
      return new Name(claim.key(), claim.value());
    }
  }

  private sealed interface State {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Held(
      byte[] owner, Instant since, boolean reserved, CompletableFuture<Void> settled)
      implements State {
    boolean by(Claim claim) {
      return MessageDigest.isEqual(owner, claim.owner());
    }

    boolean over(Instant now) {
      return !reserved && !now.isBefore(since.plus(HOLD));
    }

    Held reserve(boolean on, Instant now) {
      return new Held(owner, now, on, settled);
    }
  }

  private record Used(FinalClaim claim) implements State {}

  private final Map<Name, State> states = new HashMap<>();
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
    Instant now = clock.instant();
    CompletableFuture<Void> settled;
    synchronized (this) {
      if (closed) {
        return done(new ClaimVerdict.Unavailable("the journal is being replaced"));
      }
      State state = states.get(Name.of(claim));
      if (state instanceof Used used && !used.claim().over(now)) {
        return done(
            used.claim().repeats(claim.owner(), now)
                ? new ClaimVerdict.Mine(used.claim().outcome().clone())
                : new ClaimVerdict.Used());
      }
      if (!(state instanceof Held held) || held.over(now)) {
        hold(claim, now, false);
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

  private void hold(Claim claim, Instant now, boolean reserved) {
    State before =
        states.put(
            Name.of(claim),
            new Held(claim.owner().clone(), now, reserved, new CompletableFuture<>()));
    settle(before);
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private static void settle(@org.jspecify.annotations.Nullable State state) {
    if (state instanceof Held held) {
      held.settled().complete(null);
    }
  }

  @Override
  public synchronized void release(Claim claim) {
    if (states.get(Name.of(claim)) instanceof Held held && held.by(claim) && !held.reserved()) {
      settle(states.remove(Name.of(claim)));
    }
  }

  /**
   * Holds the claims of an entry that is about to be written: they cannot end meanwhile.
   *
   * @return false, and nothing held, when one of them is no longer its owner's
   */
  public synchronized boolean reserve(List<Claim> claims) {
    Instant now = clock.instant();
    for (int i = 0; i < claims.size(); i++) {
      if (!reserve(claims.get(i), now)) {
        unreserve(claims.subList(0, i));
        return false;
      }
    }
    return true;
  }

  private boolean reserve(Claim claim, Instant now) {
    State state = states.get(Name.of(claim));
    if (state instanceof Used used && !used.claim().over(now)) {
      return false;
    }
    if (state instanceof Held held && held.by(claim) && !held.reserved()) {
      states.put(Name.of(claim), held.reserve(true, now));
      return true;
    }
    if (state instanceof Held held && !held.over(now)) {
      return false;
    }
    hold(claim, now, true);
    return true;
  }

  /** Makes reserved claims pending again: their entry could not be written. */
  public synchronized void unreserve(List<Claim> claims) {
    Instant now = clock.instant();
    for (Claim claim : claims) {
      if (states.get(Name.of(claim)) instanceof Held held && held.by(claim)) {
        states.put(Name.of(claim), held.reserve(false, now));
      }
    }
  }

  /** Makes claims final. */
  public synchronized void finish(List<Claim> claims, byte[] outcome, Instant at) {
    for (Claim claim : claims) {
      load(
          new FinalClaim(
              claim.key(), claim.value(), claim.owner().clone(), outcome, at, claim.until()));
    }
  }

  /** Puts a final claim. */
  public synchronized void load(FinalClaim claim) {
    settle(states.put(new Name(claim.key(), claim.value()), new Used(claim)));
  }

  /** Forgets what is over. */
  public synchronized void sweep() {
    Instant now = clock.instant();
    Iterator<Map.Entry<Name, State>> each = states.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Name, State> entry = each.next();
      State state = entry.getValue();
      if (state instanceof Held held && held.over(now)) {
        each.remove();
        settle(held);
      } else if (state instanceof Used used && used.claim().over(now)) {
        each.remove();
      } else if (state instanceof Used used && used.claim().outcomeOver(now)) {
        entry.setValue(new Used(used.claim().withoutOutcome()));
      }
    }
  }

  /** Copies the final ones. */
  public synchronized List<FinalClaim> image() {
    List<FinalClaim> finals = new ArrayList<>();
    for (State state : states.values()) {
      if (state instanceof Used used) {
        finals.add(used.claim());
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
