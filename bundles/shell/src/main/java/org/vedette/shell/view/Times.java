package org.vedette.shell.view;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.vedette.shell.Failure;

/** Reads and writes points in time in the zone of the person. */
public final class Times {
  private final ZoneId zone;

  /** In this zone. */
  public Times(ZoneId zone) {
    this.zone = zone;
  }

  /** Writes an ISO time as {@code 2026-01-31 17:05:09}; what is none is left as it is. */
  public String local(String iso) {
    if (iso.isEmpty()) {
      return "";
    }
    try {
      LocalDateTime it = LocalDateTime.ofInstant(Instant.parse(iso), zone);
      return it.toLocalDate()
          + " "
          + two(it.getHour())
          + ":"
          + two(it.getMinute())
          + ":"
          + two(it.getSecond());
    } catch (DateTimeException e) {
      return iso;
    }
  }

  private static String two(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  /** Writes seconds as {@code 2 d 3 h}, {@code 5 min 9 s}: the two largest units. */
  public static String duration(long seconds) {
    Duration it = Duration.ofSeconds(seconds);
    if (it.toDays() > 0) {
      return it.toDays() + " d " + it.toHoursPart() + " h";
    }
    if (it.toHours() > 0) {
      return it.toHours() + " h " + it.toMinutesPart() + " min";
    }
    return it.toMinutes() > 0
        ? it.toMinutes() + " min " + it.toSecondsPart() + " s"
        : seconds + " s";
  }

  /**
   * Reads what a person types: {@code 2026-01-31}, {@code "2026-01-31 17:05"}, an ISO time with
   * zone, or how long ago: {@code 30m}, {@code 12h}, {@code 7d}.
   *
   * @return ISO time in UTC
   */
  public String parse(String option, String typed, Instant now) {
    String text = typed.strip();
    if (text.matches("[0-9]{1,6}[smhd]")) {
      return now.minusSeconds(
              Long.parseLong(text.substring(0, text.length() - 1))
                  * seconds(text.charAt(text.length() - 1)))
          .toString();
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant().toString();
      }
      if (text.endsWith("Z")) {
        return Instant.parse(text).toString();
      }
      return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant().toString();
    } catch (DateTimeParseException e) {
      throw Failure.usage(
          "--"
              + option
              + ": a time is expected, for example 2026-01-31, \"2026-01-31 17:05\", or 12h for"
              + " twelve hours ago");
    }
  }

  private static int seconds(char unit) {
    switch (unit) {
      case 's':
        return 1;
      case 'm':
        return 60;
      case 'h':
        return 3600;
      default:
        return 86_400;
    }
  }
}
