package org.vedette.directory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers how long the last binds of existing users took, so that the answer for a name that does
 * not exist can take as long: a directory answers sooner where it has no password to hash.
 */
final class BindTimes {
  private static final int KEPT = 32;

  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);

  /** Notes one. */
  void add(Duration took) {
    nanos.set(ThreadLocalRandom.current().nextInt(KEPT), Math.max(1, took.toNanos()));
  }

  /** Returns the time of one of them, picked at random; zero when none was noted yet. */
  Duration typical() {
    int start = ThreadLocalRandom.current().nextInt(KEPT);
    for (int i = 0; i < KEPT; i++) {
      long one = nanos.get((start + i) % KEPT);
      if (one > 0) {
        return Duration.ofNanos(one);
      }
    }
    return Duration.ZERO;
  }
}
