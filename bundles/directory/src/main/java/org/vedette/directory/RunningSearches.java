package org.vedette.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Searches whose next page may be asked for, by token. Bounded: the one that waited longest is
 * given up for a new one. A token serves once. Thread-safe.
 */
final class RunningSearches implements AutoCloseable {
  /** How long the next page may be asked for. */
  static final Duration IDLE = Duration.ofMinutes(2);

  /** Most searches at once, each with a connection. */
  static final int MOST = 8;

  private record Kept(RunningSearch search, Instant since) {}

  private final InstantSource clock;
  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private boolean closed;

  RunningSearches(InstantSource clock) {
    this.clock = clock;
  }

  /** Keeps a search; returns the token for its next page. */
  String keep(RunningSearch search) {
    String token = UUID.randomUUID().toString();
    List<RunningSearch> givenUp = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        givenUp.add(search);
      } else {
        Iterator<Kept> oldest = kept.values().iterator();
        if (kept.size() >= MOST) {
          givenUp.add(oldest.next().search());
          oldest.remove();
        }
        kept.put(token, new Kept(search, clock.instant()));
      }
    }
    givenUp.forEach(RunningSearch::close);
    return token;
  }

  /** Takes a search out; empty when it is not known, or was given up. */
  synchronized Optional<RunningSearch> take(String token) {
    return Optional.ofNullable(kept.remove(token)).map(Kept::search);
  }

  /** Gives up those that nobody asked for lately. */
  void sweep() {
    List<RunningSearch> idle = new ArrayList<>();
    synchronized (this) {
      Instant limit = clock.instant().minus(IDLE);
      kept.values()
          .removeIf(
              each -> {
                boolean over = each.since().isBefore(limit);
                if (over) {
                  idle.add(each.search());
                }
                return over;
              });
    }
    idle.forEach(RunningSearch::close);
  }

  @Override
  public void close() {
    List<RunningSearch> all = new ArrayList<>();
    synchronized (this) {
      closed = true;
      kept.values().forEach(each -> all.add(each.search()));
      kept.clear();
    }
    all.forEach(RunningSearch::close);
  }
}
