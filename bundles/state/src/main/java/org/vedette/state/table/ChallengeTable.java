package org.vedette.state.table;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  private final Map<ChallengeToken, Slot> slots = new LinkedHashMap<>();
  private final Map<Place, ChallengeToken> newest = new HashMap<>();
  private final InstantSource clock;
  private final IntSupplier max;

  /**
   * An empty table.
   *
   * @param max how many it keeps; asked at each opening
   */
  public ChallengeTable(InstantSource clock, IntSupplier max) {
    this.clock = clock;
    this.max = max;
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
    close(challenge.token());
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
      close(slots.keySet().iterator().next());
    }
  }

  /** Closes a challenge; an unknown one is ignored. */
  public synchronized void close(ChallengeToken token) {
    Slot slot = slots.remove(token);
    if (slot != null) {
      newest.remove(Place.of(slot.challenge()), token);
    }
  }

  /** Forgets what has expired. */
  public synchronized void sweep() {
    Instant now = clock.instant();
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
