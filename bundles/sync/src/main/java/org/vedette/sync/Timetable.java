package org.vedette.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** When runs begin by themselves. */
final class Timetable {
  private Timetable() {}

  /**
   * Tells when the next run begins: so long after the last one began, and at once where that is
   * over already.
   *
   * @param last when the last one began; empty: there was none
   */
  static Instant next(Optional<Instant> last, Duration interval, Instant now) {
    Instant due = last.map(it -> it.plus(interval)).orElse(now);
    return due.isBefore(now) ? now : due;
  }

  /**
   * Tells whether it is time to look at everybody: the hour has come since that was done last.
   *
   * @param hour hour of the day, 0 to 23; -1: never
   * @param full when everybody was looked at last
   */
  static boolean isFullDue(int hour, Instant full, Instant now, ZoneId zone) {
    if (hour < 0) {
      return false;
    }
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    LocalDateTime today = local.toLocalDate().atTime(hour, 0);
    LocalDateTime latest = today.isAfter(local) ? today.minusDays(1) : today;
    return full.isBefore(latest.atZone(zone).toInstant());
  }
}
