package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which server stands still: it answers and is behind, but what it has does not grow. The log has
 * stopped to feed it, and goes on with that only when it is led anew. That may also break off an
 * image which takes long, so each time is waited for twice as long as the one before. Used by one
 * thread.
 */
final class Stalls {
  /** So long a server that follows may stand still. */
  static final Duration FOLLOWING = Duration.ofMinutes(1);

  /** So long one that joins may: what it has does not grow before its whole image is installed. */
  static final Duration JOINING = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Map<String, Still> behind = new HashMap<>();

  /**
   * Where a server is.
   *
   * @param index of the newest change that it has
   * @param joins whether it is being given the records for the first time
   */
  record At(long index, boolean joins) {}

  private record Still(long index, Instant since, Duration patience) {
    boolean isOver(Instant now) {
      return Duration.between(since, now).compareTo(patience) > 0;
    }

    Still again(Instant now) {
      return new Still(index, now, Pauses.twice(patience, LONGEST));
    }
  }

  /** Another leads, and looks by itself. */
  void forget() {
    behind.clear();
  }

  /**
   * Looks whether one stands still.
   *
   * @param members names in the log
   * @param ahead newest change of the leader
   * @param at where a server is; empty while it does not answer, follows another reign, or knows
   *     itself what keeps it
   * @return one that has stood still for too long; it is given more time from now on
   */
  Optional<String> stalled(
      List<String> members, long ahead, Function<String, Optional<At>> at, Instant now) {
    behind.keySet().retainAll(members);
    Optional<String> stalled = Optional.empty();
    for (String name : members) {
      Optional<At> lagging = at.apply(name).filter(it -> it.index() < ahead);
      if (lagging.isEmpty()) {
        behind.remove(name);
        continue;
      }
      Still still = behind.merge(name, first(lagging.get(), now), Stalls::moved);
      if (still.isOver(now)) {
        behind.put(name, still.again(now));
        stalled = Optional.of(name);
      }
    }
    return stalled;
  }

  private static Still first(At at, Instant now) {
    return new Still(at.index(), now, at.joins() ? JOINING : FOLLOWING);
  }

  private static Still moved(Still before, Still now) {
    return before.index() == now.index()
        ? before
        : new Still(now.index(), now.since(), before.patience());
  }
}
