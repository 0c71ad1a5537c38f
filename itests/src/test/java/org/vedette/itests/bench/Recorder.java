package org.vedette.itests.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what became of the sign-ins that were due in the measured time, second by second.
 * Thread-safe. A sign-in belongs to the second in which it was due, however late it ends.
 */
final class Recorder {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long start;
  private final Histogram[] seconds;
  private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
  private long resent;

  /**
   * Measures a span of time.
   *
   * @param start when it begins, as of {@link System#nanoTime}
   * @param length in seconds
   */
  Recorder(long start, int length) {
    this.start = start;
    seconds = new Histogram[length];
    for (int i = 0; i < length; i++) {
      seconds[i] = new Histogram();
    }
  }

  /** Whether a sign-in that is due then is measured. */
  boolean covers(long due) {
    return due - start >= 0 && due - start < seconds.length * SECOND;
  }

  /**
   * Takes the end of a sign-in; one that was not due in the measured time is left out.
   *
   * @param due when it had to be sent
   * @param ended when the last reply was there
   * @param again whether a request had to be sent again
   */
  synchronized void ended(long due, long ended, Ending ending, boolean again) {
    if (!covers(due)) {
      return;
    }
    endings.merge(ending, 1L, Long::sum);
    if (again) {
      resent++;
    }
    if (ending != Ending.UNSENT) {
      seconds[(int) ((due - start) / SECOND)].record(TimeUnit.NANOSECONDS.toMicros(ended - due));
    }
  }

  /** How many ended like this. */
  synchronized long count(Ending ending) {
    return endings.getOrDefault(ending, 0L);
  }

  /** How many did not end rightly. */
  synchronized long failures() {
    return endings.values().stream().mapToLong(Long::longValue).sum() - count(Ending.RIGHT);
  }

  /** For how many a request was sent again. */
  synchronized long resent() {
    return resent;
  }

  /** Latencies in microseconds of what was due in each second. */
  Histogram[] seconds() {
    return seconds;
  }

  /** Latencies in microseconds of all. */
  synchronized Histogram all() {
    Histogram all = new Histogram();
    for (Histogram each : seconds) {
      all.add(each);
    }
    return all;
  }
}
