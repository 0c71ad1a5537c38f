package org.vedette.replication.member;

import java.time.Duration;

/** How long something is waited for that may be of use only after longer. */
final class Pauses {
  private Pauses() {}

  /** Twice as long as before, but not longer than that. */
  static Duration twice(Duration before, Duration longest) {
    Duration twice = before.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }
}
