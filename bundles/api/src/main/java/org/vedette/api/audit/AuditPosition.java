package org.vedette.api.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a record stands among the records of all servers: by time, and of one millisecond by server
 * and number. It stays where it is while others arrive. Clocks of servers differ, and may be set
 * back: a record with a smaller number may stand behind one with a greater.
 *
 * @param at when, in milliseconds
 * @param server id of the server that wrote it
 * @param number its number there
 */
public record AuditPosition(Instant at, String server, long number)
    implements Comparable<AuditPosition> {
  /** Oldest first. */
  private static final Comparator<AuditPosition> ORDER =
      Comparator.comparing(AuditPosition::at)
          .thenComparing(AuditPosition::server)
          .thenComparingLong(AuditPosition::number);

  private static final int LONGEST = 100;
  private static final int PARTS = 3;

  @Override
  public int compareTo(AuditPosition that) {
    return ORDER.compare(this, that);
  }

  /** Returns a text that says this, fit for an address; nobody but {@link #parse} reads it. */
  public String text() {
    return Long.toString(at.toEpochMilli(), Character.MAX_RADIX)
        + "."
        + Long.toString(number, Character.MAX_RADIX)
        + "."
        + server;
  }

  /** Reads what {@link #text} made; empty for anything else. */
  public static Optional<AuditPosition> parse(String text) {
    String[] parts = text.split("\\.", PARTS);
    if (text.length() > LONGEST || parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AuditPosition(
              Instant.ofEpochMilli(Long.parseLong(parts[0], Character.MAX_RADIX)),
              parts[2],
              Long.parseLong(parts[1], Character.MAX_RADIX)));
    } catch (NumberFormatException other) {
      return Optional.empty();
    }
  }
}
