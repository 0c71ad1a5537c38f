package org.vedette.sdk.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads parameters of the address; each refusal names parameter, limit and an example. */
public final class Params {
  private Params() {}

  /** Reads a whole number. */
  public static long number(String name, @Nullable String text, long fallback, long min, long max) {
    if (text == null || text.isEmpty()) {
      return fallback;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, like a number out of range.
    }
    throw Problem.field(
        name, "a whole number from %d to %d, for example %d".formatted(min, max, fallback));
  }

  /** Reads a time. */
  public static Optional<Instant> time(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text));
    } catch (DateTimeException malformed) {
      throw Problem.field(name, "a time in UTC, for example 2026-11-21T03:00:00Z or 2026-11-21");
    }
  }

  /** Reads a text. */
  public static String text(String name, @Nullable String text, int max) {
    if (text == null) {
      return "";
    }
    if (text.length() > max) {
      throw Problem.field(name, "a text of at most %d characters".formatted(max));
    }
    return text.strip();
  }

  /** Reads true or false; false when not given. */
  public static boolean flag(String name, @Nullable String text) {
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw Problem.field(name, "true or false");
    }
    return true;
  }

  /** Reads the identity of a record. */
  public static UUID id(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Problem.notFound(what, Params.text("id", text, 100));
    }
  }
}
