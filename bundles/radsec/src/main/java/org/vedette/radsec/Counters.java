package org.vedette.radsec;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what happened since the listener started. Thread-safe. */
final class Counters {
  /** What is counted. */
  enum Count {
    /** Handshakes that ended well. */
    CONNECTED,
    /** Packets received. */
    PACKETS,
    /** Connections closed at once: unknown source, or too many. */
    TURNED_AWAY,
    /** Handshakes that failed: no trusted certificate, no common version or cipher. */
    REFUSED,
    /** Handshakes that were not over in time, or given up by the peer. */
    UNFINISHED,
    /** Connections ended because the peer broke a rule. */
    BROKEN,
    /** Packets dropped because nobody came to answer them. */
    DROPPED
  }

  private final LongAdder[] adders = new LongAdder[Count.values().length];

  Counters() {
    for (int index = 0; index < adders.length; index++) {
      adders[index] = new LongAdder();
    }
  }

  void add(Count count) {
    adders[count.ordinal()].increment();
  }

  long get(Count count) {
    return adders[count.ordinal()].sum();
  }

  /** Writes all counts that are not zero. */
  String summary() {
    StringBuilder text = new StringBuilder();
    for (Count each : Count.values()) {
      long number = get(each);
      if (number > 0) {
        text.append(' ').append(each.name().toLowerCase(Locale.ROOT)).append('=').append(number);
      }
    }
    return text.toString();
  }
}
