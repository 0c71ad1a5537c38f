package org.vedette.radius;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what happened since the listener started. Thread-safe. */
final class Counters {
  /** What is counted. */
  enum Count {
    /** Access-Accept sent. */
    ACCEPTED,
    /** Access-Reject sent. */
    REJECTED,
    /** Access-Challenge sent. */
    CHALLENGED,
    /** Left without a reply: nothing could be decided. */
    UNAVAILABLE,
    /** Repetitions of a request. */
    DUPLICATES,
    /** Accounting reports acknowledged. */
    ACCOUNTING,
    /** Of these, forgotten: accounting is not installed. */
    NOT_STORED,
    /** Accounting reports not acknowledged: they could not be stored. */
    UNRECORDED,
    /** Status-Server answered. */
    STATUS,
    /** Dropped: the source is no client. */
    UNKNOWN,
    /** Dropped: no packet, or one that does not belong on the port. */
    MALFORMED,
    /** Dropped: authenticators wrong or missing, or the secret differs. */
    UNPROVEN,
    /** Dropped: too many sign-ins wait. */
    FULL,
    /** Dropped: it had waited too long in the socket. */
    LATE,
    /** Dropped: the source sends more than its application allows. */
    LIMITED
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
        text.append(text.length() == 0 ? "" : " ");
        text.append(each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .append('=')
            .append(number);
      }
    }
    return text.toString();
  }
}
