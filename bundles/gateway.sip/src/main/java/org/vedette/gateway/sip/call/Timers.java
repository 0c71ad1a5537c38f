package org.vedette.gateway.sip.call;

import java.time.Duration;

/**
 * Times of RFC 3261 (table 4).
 *
 * @param t1 estimated round trip
 * @param t2 longest wait between repetitions
 * @param t4 how long a message stays in the network
 */
public record Timers(Duration t1, Duration t2, Duration t4) {
  /** The ones of the RFC. */
  public static final Timers STANDARD =
      new Timers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

  private static final int ROUNDS = 64;

  /** Returns 64 * T1: timers B, D, F and H. */
  Duration longest() {
    return t1.multipliedBy(ROUNDS);
  }

  /** Returns the wait after this one: twice as long, at most T2. */
  Duration next(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(t2) > 0 ? t2 : twice;
  }
}
