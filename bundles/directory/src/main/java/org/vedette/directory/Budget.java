package org.vedette.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that one password check may still take.
 *
 * @param clock tells the time
 * @param deadline when the answer is no longer of use
 * @param response most that one answer may take
 */
record Budget(InstantSource clock, Instant deadline, Duration response) {
  /** Whether the deadline is over. */
  boolean spent() {
    return !clock.instant().isBefore(deadline);
  }

  /** Returns how much is left; zero when nothing is. */
  Duration left() {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Returns how long one answer may take.
   *
   * @param others whether other servers could be asked after this one: they get half of the time
   */
  Duration limit(boolean others) throws NoAnswerException {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration share = others ? left.dividedBy(2) : left;
    if (share.toMillis() < 1) {
      throw new NoAnswerException("the deadline passed");
    }
    return share.compareTo(response) < 0 ? share : response;
  }
}
