package org.vedette.state.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.ChallengeStore;

/** All open challenges in memory, bounded. Thread-safe. */
public final class ChallengeTable implements ChallengeStore {
  private record Place(UUID user, UUID application) {
    static Place of(Challenge challenge) {
      return new Place(challenge.user(), challenge.application());
    }
  }

  private record Slot(Challenge challenge, boolean taken) {}

  /** No question is open for longer. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Map<ChallengeToken, Slot> slots = new LinkedHashMap<>();
  private final Map<Place, ChallengeToken> newest = new HashMap<>();
  private final InstantSource clock;
  private final IntSupplier max;
  private final Executor waiters;
  private final ClosedTokens closed = new ClosedTokens();
  private final Map<ChallengeToken, CompletableFuture<Void>> waiting = new HashMap<>();
  private boolean remembers;

  /**
   * An empty table.
   *
   * @param max how many it keeps; asked at each opening
   * @param waiters tells those who wait for another server's news
   */
  public ChallengeTable(InstantSource clock, IntSupplier max, Executor waiters) {
    this.clock = clock;
    this.max = max;
    this.waiters = waiters;
  }

  @Override
  public synchronized Optional<Challenge> find(ChallengeToken token) {
    return usable(slots.get(token));
  }

  private Optional<Challenge> usable(@org.jspecify.annotations.Nullable Slot slot) {
    return slot == null || slot.taken() || over(slot.challenge(), clock.instant())
        ? Optional.empty()
        : Optional.of(slot.challenge());
  }

  private static boolean over(Challenge challenge, Instant now) {
    return !now.isBefore(challenge.expires());
  }

  @Override
  public synchronized Optional<Challenge> take(ChallengeToken token) {
    Optional<Challenge> found = find(token);
    found.ifPresent(challenge -> slots.put(token, new Slot(challenge, true)));
    return found;
  }

  @Override
  public synchronized void putBack(Challenge challenge) {
    Slot slot = slots.get(challenge.token());
    if (slot != null) {
      slots.put(challenge.token(), new Slot(slot.challenge(), false));
    }
  }

  @Override
  public synchronized boolean known(ChallengeToken token) {
    return slots.containsKey(token);
  }

  @Override
  public synchronized Optional<Challenge> openFor(UUID user, UUID application) {
    ChallengeToken token = newest.get(new Place(user, application));
    return Optional.ofNullable(token == null ? null : slots.get(token))
        .map(Slot::challenge)
        .filter(challenge -> !over(challenge, clock.instant()));
  }

  @Override
  public synchronized int open() {
    return slots.size();
  }

  /** Opens a challenge, or replaces one of the same token; makes room where there is none. */
  public synchronized void open(Challenge challenge) {
    closed.forget(challenge.token());
    put(challenge);
  }

  private void put(Challenge challenge) {
    remove(challenge.token());
    makeRoom();
    slots.put(challenge.token(), new Slot(challenge, false));
    newest.put(Place.of(challenge), challenge.token());
  }

  private void makeRoom() {
    if (slots.size() < max.getAsInt()) {
      return;
    }
    sweep();
    while (slots.size() >= Math.max(1, max.getAsInt())) {
      remove(slots.keySet().iterator().next());
    }
  }

  /** Closes a challenge; an unknown one is ignored. */
  public synchronized void close(ChallengeToken token) {
    Slot slot = slots.get(token);
    if (remembers) {
      Instant until = slot == null ? latest() : slot.challenge().expires();
      closed.add(
          new ClosedToken(token, until.isBefore(latest()) ? until : latest()), max.getAsInt());
    }
    remove(token);
  }

  private void remove(ChallengeToken token) {
    Slot slot = slots.remove(token);
    if (slot != null) {
      newest.remove(Place.of(slot.challenge()), token);
    }
  }

  @Override
  public synchronized CompletionStage<Void> closedElsewhere(ChallengeToken token) {
    return slots.containsKey(token)
        ? waiting.computeIfAbsent(token, each -> new CompletableFuture<>()).minimalCompletionStage()
        : CompletableFuture.completedStage(null);
  }

  /**
   * Remembers from now on which were closed, so that what another server tells late opens none of
   * them again.
   */
  public synchronized void remember(boolean on) {
    remembers = on;
  }

  /** Whether what another server opened is new here. */
  public synchronized boolean lacks(Challenge theirs) {
    Slot slot = slots.get(theirs.token());
    return !closed.knows(theirs.token())
        && !over(theirs, clock.instant())
        && (slot == null || (!slot.taken() && !same(slot.challenge(), theirs)));
  }

  private static boolean same(Challenge one, Challenge other) {
    return Arrays.equals(one.data(), other.data()) && one.triesLeft() == other.triesLeft();
  }

  /**
   * Opens what another server opened, unless it was closed already, is over, or is being judged
   * here.
   */
  public synchronized void merge(Challenge theirs) {
    if (lacks(theirs)) {
      put(theirs);
    }
  }

  /** Whether what another server closed is news here. */
  public synchronized boolean lacks(ClosedToken theirs) {
    return slots.containsKey(theirs.token())
        || (clock.instant().isBefore(theirs.until()) && !closed.knows(theirs.token()));
  }

  /** Closes what another server closed: who waits for that is told, on the thread of a waiter. */
  public void merge(ClosedToken theirs) {
    CompletableFuture<Void> told;
    synchronized (this) {
      told = waiting.remove(theirs.token());
      remove(theirs.token());
      closed.add(theirs, max.getAsInt());
    }
    if (told != null) {
      told.completeAsync(() -> null, waiters);
    }
  }

  /** Returns what others have to know of a challenge that was closed here. */
  public synchronized ClosedToken closed(ChallengeToken token) {
    return new ClosedToken(token, closed.until(token).orElseGet(() -> latest()));
  }

  private Instant latest() {
    return clock.instant().plus(LONGEST);
  }

  /** Copies what is remembered of closed ones. */
  public synchronized List<ClosedToken> closedOnes() {
    return closed.image();
  }

  /** Forgets what has expired. */
  public synchronized void sweep() {
    Instant now = clock.instant();
    closed.sweep(now);
    waiting.keySet().retainAll(slots.keySet());
    Iterator<Slot> each = slots.values().iterator();
    while (each.hasNext()) {
      Challenge challenge = each.next().challenge();
      if (over(challenge, now)) {
        each.remove();
        newest.remove(Place.of(challenge), challenge.token());
      }
    }
  }

  /** Copies the challenges, oldest first, taken ones too. */
  public synchronized List<Challenge> image() {
    List<Challenge> open = new ArrayList<>(slots.size());
    slots.values().forEach(slot -> open.add(slot.challenge()));
    return open;
  }
}
