package org.vedette.state.table;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
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

  private final Map<ClaimName, HeldClaim> held = new HashMap<>();
  private final PackedClaims finals = new PackedClaims();
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
    ClaimName name = ClaimName.of(claim);
    CompletableFuture<Void> settled;
    synchronized (this) {
      if (closed) {
        return done(new ClaimVerdict.Unavailable("the journal is being replaced"));
      }
      Optional<PackedClaims.Found> used = finals.find(name, now);
      if (used.isPresent()) {
        return done(
            used.get().repeats(claim.owner(), now)
                ? new ClaimVerdict.Mine(used.get().outcome())
                : new ClaimVerdict.Used());
      }
      HeldClaim other = held.get(name);
      if (other == null || other.over(now)) {
        settle(held.put(name, new HeldClaim(claim, now)));
        return done(new ClaimVerdict.Won());
      }
      if (!other.by(claim)) {
        return done(new ClaimVerdict.Used());
      }
      settled = other.settled();
    }
    return settled.thenComposeAsync(ended -> claim(claim), waiters);
  }

  private static CompletionStage<ClaimVerdict> done(ClaimVerdict verdict) {
    return CompletableFuture.completedStage(verdict);
  }

  private static void settle(@Nullable HeldClaim ended) {
    if (ended != null) {
      ended.settle();
    }
  }

  @Override
  public synchronized void release(Claim claim) {
    ClaimName name = ClaimName.of(claim);
    HeldClaim own = held.get(name);
    if (own != null && own.by(claim) && !own.reserved()) {
      settle(held.remove(name));
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
    ClaimName name = ClaimName.of(claim);
    HeldClaim known = held.get(name);
    if (known != null && known.by(claim) && !known.reserved()) {
      known.reserve(true, now);
      return true;
    }
    if (known != null && !known.over(now) || finals.find(name, now).isPresent()) {
      return false;
    }
    HeldClaim own = new HeldClaim(claim, now);
    own.reserve(true, now);
    settle(held.put(name, own));
    return true;
  }

  /** Makes reserved claims pending again: their entry could not be written. */
  public synchronized void unreserve(List<Claim> claims) {
    long now = clock.millis();
    for (Claim claim : claims) {
      HeldClaim own = held.get(ClaimName.of(claim));
      if (own != null && own.by(claim)) {
        own.reserve(false, now);
      }
    }
  }

  /** Makes claims final. */
  public synchronized void finish(List<Claim> claims, byte[] outcome, Instant at) {
    for (Claim claim : claims) {
      ClaimName name = ClaimName.of(claim);
      finals.put(name, claim.owner(), outcome, at.toEpochMilli(), millis(claim.until()));
      settle(held.remove(name));
    }
  }

  /** Puts final claims; of two of one name the later counts. */
  public synchronized void load(ClaimImage image) throws IOException {
    image.each((bytes, from, length) -> load(ClaimBytes.read(bytes, from)));
  }

  private void load(FinalClaim claim) {
    ClaimName name = ClaimName.of(claim);
    long at = claim.at().toEpochMilli();
    if (!finals.knowsLater(name, at)) {
      finals.put(name, claim.owner(), claim.outcome(), at, millis(claim.until()));
      settle(held.remove(name));
    }
  }

  private static long millis(Optional<Instant> until) {
    return until.isPresent() ? until.get().toEpochMilli() : ClaimBytes.NEVER;
  }

  /** Forgets what is over. */
  public synchronized void sweep() {
    long now = clock.millis();
    finals.sweep(now);
    held.values()
        .removeIf(
            each -> {
              boolean over = each.over(now);
              if (over) {
                each.settle();
              }
              return over;
            });
  }

  /** Returns the final ones: references, so that it takes no time to speak of. */
  public synchronized ClaimImage image() {
    return finals.image(this::imageClosed);
  }

  private synchronized void imageClosed() {
    finals.imageClosed();
  }

  /** Returns how many claims are known, pending ones too. */
  public synchronized int size() {
    return held.size() + finals.size();
  }

  /** Decides nothing any more; whoever waits is told so. */
  public synchronized void close() {
    closed = true;
    held.values().forEach(ClaimTable::settle);
  }
}
