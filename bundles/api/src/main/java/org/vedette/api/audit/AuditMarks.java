package org.vedette.api.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far one has read the records of all servers, in the order in which they arrive at one of
 * them.
 *
 * @param since when the reading began: of a server that was not known then, nothing older is read
 * @param numbers number of the last record read, by id of the server
 */
public record AuditMarks(Instant since, Map<String, Long> numbers) {
  private static final int LONGEST = 4_000;

  /** Copies the map. */
  public AuditMarks {
    numbers = Map.copyOf(numbers);
  }

  /** Returns whether others are further at any server. */
  public boolean behind(AuditMarks that) {
    return that.numbers.entrySet().stream()
        .anyMatch(it -> it.getValue() > numbers.getOrDefault(it.getKey(), 0L));
  }

  /** Returns a text that says this, fit for an address; nobody but {@link #parse} reads it. */
  public String text() {
    StringBuilder text = new StringBuilder(number(since.toEpochMilli()));
    new TreeMap<>(numbers)
        .forEach(
            (server, last) -> text.append('_').append(number(last)).append('.').append(server));
    return text.toString();
  }

  private static String number(long value) {
    return Long.toString(value, Character.MAX_RADIX);
  }

  /** Reads what {@link #text} made; empty for anything else. */
  public static Optional<AuditMarks> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String[] parts = text.split("_", -1);
    try {
      Map<String, Long> numbers = new HashMap<>();
      for (int i = 1; i < parts.length; i++) {
        int dot = parts[i].indexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        numbers.put(
            parts[i].substring(dot + 1),
            Long.parseLong(parts[i].substring(0, dot), Character.MAX_RADIX));
      }
      return Optional.of(
          new AuditMarks(
              Instant.ofEpochMilli(Long.parseLong(parts[0], Character.MAX_RADIX)), numbers));
    } catch (NumberFormatException other) {
      return Optional.empty();
    }
  }
}
