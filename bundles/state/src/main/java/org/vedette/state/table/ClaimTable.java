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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Claims;

/**
 * All claims in memory. A claim goes from asking (other servers are asked, where there are any) by
 * pending (won) and reserved (its entry is being written) to final; or it is promised to another
 * server. A repetition of the request that holds a claim waits for what becomes of it. Thread-safe.
 */
public final class ClaimTable implements Claims {
  /** How long a claim may be pending, and how long an outcome is repeated. */
  static final Duration HOLD = Duration.ofSeconds(30);

  private static final String REPLACED = "the journal is being replaced";

  private final Map<ClaimName, HeldClaim> held = new HashMap<>();
  private final PackedClaims finals = new PackedClaims();
  private final Promises promises = new Promises();
  private final InstantSource clock;
  private final Executor waiters;
  private volatile Others others = new Alone();
  private long tickets;
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

  /** Asks these others from now on, or nobody. */
  public void join(Others servers) {
    others = servers;
  }

  @Override
  public CompletionStage<ClaimVerdict> claim(Claim claim) {
    long now = clock.millis();
    ClaimName name = ClaimName.of(claim);
    Others asked = others;
    boolean asks = asked.any();
    HeldClaim own;
    synchronized (this) {
      if (closed) {
        return done(new ClaimVerdict.Unavailable(REPLACED));
      }
      Optional<PackedClaims.Found> used = finals.find(name, now);
      if (used.isPresent()) {
        return done(
            used.get().repeats(claim.owner(), now)
                ? new ClaimVerdict.Mine(used.get().outcome())
                : new ClaimVerdict.Used());
      }
      HeldClaim other = held.get(name);
      if (other != null && !other.over(now)) {
        return other.by(claim)
            ? other.settled().thenComposeAsync(ended -> claim(claim), waiters)
            : done(new ClaimVerdict.Used());
      }
      if (promises.holder(name, claim.owner(), "", now).isPresent()) {
        return done(new ClaimVerdict.Used());
      }
      own = new HeldClaim(claim, now, asks ? ++tickets : 0);
      settle(held.put(name, own));
    }
    if (!asks) {
      return done(new ClaimVerdict.Won());
    }
    ClaimQuestion question = new ClaimQuestion(asked.self(), own.ticket(), claim);
    return asked
        .ask(question)
        .thenComposeAsync(heard -> decide(own, name, question, asked, heard), waiters);
  }

  /** All have answered, or had their time. */
  private CompletionStage<ClaimVerdict> decide(
      HeldClaim own, ClaimName name, ClaimQuestion question, Others asked, Others.Heard heard) {
    Optional<ClaimVerdict> against = Answers.against(heard, asked.self(), asked.strict());
    boolean lost;
    synchronized (this) {
      // It gave way to another request, became final by news, or is being written already.
      lost = held.get(name) != own || own.reserved();
      if (!lost && against.isEmpty()) {
        own.won();
        return done(closed ? new ClaimVerdict.Unavailable(REPLACED) : new ClaimVerdict.Won());
      }
      if (!lost) {
        settle(held.remove(name));
      }
    }
    if (!lost || !isHeld(own, name)) {
      asked.released(question);
    }
    return lost || against.isEmpty() ? claim(question.claim()) : done(against.get());
  }

  private synchronized boolean isHeld(HeldClaim own, ClaimName name) {
    return held.get(name) == own;
  }

  /**
   * Answers another server. Completes at once, or when the same request, which is being answered
   * here, was; at the latest when its patience is over.
   *
   * @return completes exceptionally when nothing can be said now
   */
  public CompletionStage<ClaimReply.Says> asked(ClaimQuestion question, Duration patience) {
    ClaimName name = ClaimName.of(question.claim());
    synchronized (this) {
      long now = clock.millis();
      if (closed || !promises.hasRoom()) {
        return CompletableFuture.failedStage(new IllegalStateException(REPLACED));
      }
      Optional<PackedClaims.Found> used = finals.find(name, now);
      if (used.isPresent()) {
        return CompletableFuture.completedStage(
            used.get().repeats(question.claim().owner(), now)
                ? new ClaimReply.Answered(used.get().outcome())
                : new ClaimReply.Taken());
      }
      HeldClaim own = held.get(name);
      if (own == null || own.over(now) || givesWay(own, question)) {
        return CompletableFuture.completedStage(promise(name, question, now));
      }
      if (!own.by(question.claim())) {
        return CompletableFuture.completedStage(new ClaimReply.Taken());
      }
      if (patience.isZero()) {
        return CompletableFuture.completedStage(new ClaimReply.Busy());
      }
      return own.settled()
          .copy()
          .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
          .thenComposeAsync(ended -> asked(question, Duration.ZERO), waiters);
    }
  }

  /**
   * Whether ours, which only asks, is second: of two requests the smaller owner is first, of two
   * servers that answer the same request the smaller id. Both sides decide alike.
   */
  private boolean givesWay(HeldClaim own, ClaimQuestion question) {
    if (!own.asking() || own.reserved()) {
      return false;
    }
    return own.by(question.claim())
        ? question.server().compareTo(others.self()) < 0
        : own.isAfter(question.claim());
  }

  private ClaimReply.Says promise(ClaimName name, ClaimQuestion question, long now) {
    settle(held.remove(name));
    Optional<String> holder =
        promises.holder(name, question.claim().owner(), question.server(), now);
    promises.add(name, question, now);
    return holder.<ClaimReply.Says>map(ClaimReply.Promised::new).orElseGet(ClaimReply.Free::new);
  }

  /** Another server gives back what it asked for. */
  public synchronized void releasedElsewhere(ClaimQuestion question) {
    promises.release(ClaimName.of(question.claim()), question);
  }

  @Override
  public CompletionStage<Optional<byte[]>> outcomeOf(Claim claim) {
    ClaimName name = ClaimName.of(claim);
    synchronized (this) {
      long now = clock.millis();
      Optional<PackedClaims.Found> used = finals.find(name, now);
      HeldClaim running = held.get(name);
      if (used.isEmpty() && !closed && running != null && !running.over(now) && running.by(claim)) {
        return running.settled().thenComposeAsync(ended -> outcomeOf(claim), waiters);
      }
      return CompletableFuture.completedStage(
          used.filter(found -> found.repeats(claim.owner(), now)).map(PackedClaims.Found::outcome));
    }
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
  public void release(Claim claim) {
    ClaimName name = ClaimName.of(claim);
    HeldClaim own;
    synchronized (this) {
      own = held.get(name);
      if (own == null || !own.by(claim) || own.reserved() || own.asking()) {
        return;
      }
      settle(held.remove(name));
    }
    if (own.ticket() != 0) {
      Others asked = others;
      asked.released(new ClaimQuestion(asked.self(), own.ticket(), claim));
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
    if (known != null && !known.over(now)
        || finals.find(name, now).isPresent()
        || promises.holder(name, claim.owner(), "", now).isPresent()) {
      return false;
    }
    HeldClaim own = new HeldClaim(claim, now, 0);
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
      put(new FinalClaim(claim.key(), claim.value(), claim.owner(), outcome, at, claim.until()));
    }
  }

  /** Puts final claims of a snapshot. */
  public synchronized void load(ClaimImage image) throws IOException {
    image.each((bytes, from, length) -> put(ClaimBytes.read(bytes, from)));
  }

  /** Puts what became final at another server: it goes before all that is not final here. */
  public synchronized void merge(FinalClaim claim) {
    put(claim);
  }

  /** Whether a claim that became final at another server would change anything here. */
  public synchronized boolean lacks(FinalClaim claim) {
    return finals.yieldsTo(ClaimName.of(claim), claim);
  }

  private void put(FinalClaim claim) {
    ClaimName name = ClaimName.of(claim);
    if (finals.yieldsTo(name, claim)) {
      long at = claim.at().toEpochMilli();
      finals.put(name, claim.owner(), claim.outcome(), at, millis(claim.until()));
    }
    promises.forget(name);
    settle(held.remove(name));
  }

  static long millis(Optional<Instant> until) {
    return until.isPresent() ? until.get().toEpochMilli() : ClaimBytes.NEVER;
  }

  /** Forgets what is over. */
  public synchronized void sweep() {
    long now = clock.millis();
    finals.sweep(now);
    promises.sweep(now);
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
