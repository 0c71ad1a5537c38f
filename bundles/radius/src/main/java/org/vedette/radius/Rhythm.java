package org.vedette.radius;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.radius.ClientState;

/**
 * How a client repeats requests that are not answered: learned from each request that it had to
 * repeat. Thread-safe.
 */
final class Rhythm {
  private static final Duration LEAST = Duration.ofMillis(100);

  private volatile ClientState.@Nullable Rhythm last;

  /**
   * Learns from a request that was repeated.
   *
   * @param sends how often it came, 2 or more
   * @param untilLast time from the first to the last of them
   * @param untilEnd time from the first to its end: the reply, or the giving up of the sign-in
   * @return what is new; empty when it was known
   */
  Optional<ClientState.Rhythm> learn(int sends, Duration untilLast, Duration untilEnd) {
    Duration interval = untilLast.dividedBy(sends - 1);
    if (interval.compareTo(LEAST) < 0) {
      // Duplicates of the network, not a client that waits.
      return Optional.empty();
    }
    Duration silence = untilEnd.minus(untilLast);
    boolean gaveUp = silence.compareTo(interval.multipliedBy(2)) > 0;
    Duration waits = gaveUp ? untilLast.plus(interval) : untilEnd;
    ClientState.Rhythm before = last;
    if (before == null || gaveUp || !before.gaveUp() || waits.compareTo(before.waits()) > 0) {
      ClientState.Rhythm learned = new ClientState.Rhythm(interval, sends, waits, gaveUp);
      last = learned;
      return before == null || before.gaveUp() != gaveUp || before.sends() != sends
          ? Optional.of(learned)
          : Optional.empty();
    }
    return Optional.empty();
  }

  Optional<ClientState.Rhythm> known() {
    return Optional.ofNullable(last);
  }

  void forget() {
    last = null;
  }
}
