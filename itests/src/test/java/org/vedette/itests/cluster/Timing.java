package org.vedette.itests.cluster;

import java.time.Duration;

/** Prints how long something took, beside what it may take. */
final class Timing {
  private final long began = System.nanoTime();

  /** Time since it was made. */
  Duration taken() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Prints one line, and whether it took longer than the mark. */
  Duration print(String what, Duration mark) {
    Duration taken = taken();
    System.out.printf(
        "%s: %.2f s (mark %.0f s)%s%n",
        what,
        taken.toMillis() / 1000.0,
        mark.toMillis() / 1000.0,
        taken.compareTo(mark) > 0 ? " OVER THE MARK" : "");
    return taken;
  }
}
