package org.vedette.replication.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Which ways are not tried now, because they failed. For one thread. */
final class Paths {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final InstantSource clock;
  private final Map<String, Pause> pauses = new HashMap<>();

  private record Pause(Instant until, Duration length) {}

  Paths(InstantSource clock) {
    this.clock = clock;
  }

  boolean open(String way) {
    Pause pause = pauses.get(way);
    return pause == null || !clock.instant().isBefore(pause.until());
  }

  /** It failed: it is left alone, longer each time. */
  void failed(String way) {
    Pause before = pauses.get(way);
    Duration length = before == null ? FIRST : before.length().multipliedBy(2);
    close(way, length.compareTo(LONGEST) > 0 ? LONGEST : length);
  }

  /** It is left alone for so long. */
  void close(String way, Duration length) {
    pauses.put(way, new Pause(clock.instant().plus(length), length));
  }

  void good(String way) {
    pauses.remove(way);
  }
}
