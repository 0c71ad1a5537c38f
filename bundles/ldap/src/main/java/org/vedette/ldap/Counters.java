package org.vedette.ldap;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what happened since the listener started. Thread-safe. */
final class Counters {
  /** What is counted. */
  enum Count {
    /** Connections accepted. */
    CONNECTED,
    /** Connections closed at once: unknown source, or too many. */
    TURNED_AWAY,
    /** Handshakes that failed, or were not over in time. */
    UNFINISHED,
    /** Connections ended because the client broke a rule. */
    BROKEN,
    /** Binds of people that were granted. */
    GRANTED,
    /** Of these, those for which an equal one counted. */
    REMEMBERED,
    /** Binds of people that were denied. */
    DENIED,
    /** Binds that could not be decided. */
    UNAVAILABLE,
    /** Binds of service accounts, handed to the directory. */
    SERVICE,
    /** Binds refused without a look at the password: anonymous, in clear text, another way. */
    REFUSED,
    /** Binds that the client gave up. */
    GIVEN_UP,
    /** Requests that passed to a directory. */
    PASSED,
    /** Requests that the application may not ask. */
    FORBIDDEN,
    /** Times that no server of a directory could be reached, or one ended a connection. */
    LOST
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
