package org.vedette.sdk.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Counts something of each source, refused tokens for instance: too many within a minute, and the
 * source must wait until the minute is over. Remembers at most {@value #MAX_SOURCES} sources; the
 * oldest go first.
 */
public final class SourceThrottle {
  static final int MAX_SOURCES = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Count(Instant since, int number) {}

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MAX_SOURCES;
        }
      };
  private final InstantSource clock;
  private final IntSupplier limit;

  /**
   * Takes the clock and the limit.
   *
   * @param perMinute gives how many a source may collect in a minute
   */
  public SourceThrottle(InstantSource clock, IntSupplier perMinute) {
    this.clock = clock;
    this.limit = perMinute;
  }

  /** Returns for how many seconds this source must wait; 0 when it may try. */
  public synchronized int waitSeconds(String source) {
    Count count = counts.get(source);
    Instant now = clock.instant();
    if (count == null || count.number() < limit.getAsInt() || over(count, now)) {
      return 0;
    }
    return (int) Math.max(1, Duration.between(now, count.since().plus(WINDOW)).toSeconds());
  }

  /** Counts one more. */
  public synchronized void count(String source) {
    Instant now = clock.instant();
    counts.compute(
        source,
        (key, count) ->
            count == null || over(count, now)
                ? new Count(now, 1)
                : new Count(count.since(), count.number() + 1));
  }

  private static boolean over(Count count, Instant now) {
    return !now.isBefore(count.since().plus(WINDOW));
  }
}
