package org.vedette.gateway.smpp;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: longer after each failure, and never quite as long as
 * another server that lost the same centre. For one thread.
 */
final class Backoff {
  /** What a session must have lasted to count as one that worked. */
  static final Duration CALM = Duration.ofSeconds(10);

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration LASTING = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 5;
  private static final double LEAST_SHARE = 0.5;

  private final DoubleSupplier random;
  private int failures;

  /**
   * Begins.
   *
   * @param random gives numbers from 0 to 1
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Notes that a session has ended after so long; zero where there was none. */
  void ended(Duration lasted) {
    failures = lasted.compareTo(CALM) >= 0 ? 1 : failures + 1;
  }

  /** Tells whether this was the first end for a while. */
  boolean first() {
    return failures == 1;
  }

  /**
   * Returns how long to wait now.
   *
   * @param lasting whether only an operator can mend it
   */
  Duration delay(boolean lasting) {
    Duration grown = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration longest = lasting ? LASTING : grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    double share = LEAST_SHARE + (1 - LEAST_SHARE) * random.getAsDouble();
    return Duration.ofMillis((long) (longest.toMillis() * share));
  }
}
