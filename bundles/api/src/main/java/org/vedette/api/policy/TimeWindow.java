package org.vedette.api.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hours on days of the week, by the clock on the wall of a time zone: {@code mon-fri 08:00-18:00
 * Europe/Zurich}. Hours that end before they begin go on past midnight, and belong to the day on
 * which they began. Where clocks are put forward, hours that are left out never come; where they
 * are put back, hours come twice.
 *
 * @param days days on which the hours begin; not empty
 * @param from first minute of the day, 0 to 1439
 * @param to minute of the day at which it is over, 1 to 1440; below {@code from}: of the next day
 * @param zone the time zone
 */
public record TimeWindow(Set<DayOfWeek> days, int from, int to, ZoneId zone) {
  /** What is expected, for a refusal. */
  public static final String FORM =
      "days, hours and time zone, like \"mon-fri 08:00-18:00 Europe/Zurich\"; days and hours may be"
          + " left out, days are joined by +, like sat+sun";

  private static final int DAY = 24 * 60;
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(?<days>[A-Za-z+-]+)\\s+)?"
              + "(?:(?<from>[0-9]{1,2}:[0-9]{2})-(?<to>[0-9]{1,2}:[0-9]{2})\\s+)?"
              + "(?<zone>[A-Za-z0-9_+:/-]{1,64})");

  /** Copies the days. */
  public TimeWindow {
    days = Set.copyOf(days);
    if (days.isEmpty() || from < 0 || from >= DAY || to < 1 || to > DAY || from == to) {
      throw new IllegalArgumentException("no such hours");
    }
  }

  /** Reads the form above; empty when it is none. */
  public static Optional<TimeWindow> parse(String text) {
    Matcher found = TEXT.matcher(text.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    Optional<Set<DayOfWeek>> days = days(found.group("days"));
    Optional<Integer> from = minute(found.group("from"), 0);
    Optional<Integer> to = minute(found.group("to"), DAY);
    if (days.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    int end = to.get() == 0 ? DAY : to.get();
    if (from.get() == DAY || from.get() == end) {
      return Optional.empty();
    }
    try {
      ZoneId zone = ZoneId.of(found.group("zone"));
      return Optional.of(new TimeWindow(days.get(), from.get(), end, zone));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** Returns whether {@code at} lies within. */
  public boolean contains(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    DayOfWeek day = local.getDayOfWeek();
    if (from < to) {
      return days.contains(day) && minute >= from && minute < to;
    }
    return (days.contains(day) && minute >= from) || (days.contains(day.minus(1)) && minute < to);
  }

  private static Optional<Set<DayOfWeek>> days(@Nullable String text) {
    if (text == null) {
      return Optional.of(EnumSet.allOf(DayOfWeek.class));
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split("\\+", -1)) {
      String[] ends = part.split("-", -1);
      Optional<DayOfWeek> first = day(ends[0]);
      Optional<DayOfWeek> last = day(ends[ends.length - 1]);
      if (ends.length > 2 || first.isEmpty() || last.isEmpty()) {
        return Optional.empty();
      }
      for (DayOfWeek each = first.get(); each != last.get(); each = each.plus(1)) {
        days.add(each);
      }
      days.add(last.get());
    }
    return Optional.of(days);
  }

  private static Optional<DayOfWeek> day(String text) {
    for (DayOfWeek each : DayOfWeek.values()) {
      if (shortName(each).equals(text.toLowerCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String shortName(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static Optional<Integer> minute(@Nullable String text, int otherwise) {
    if (text == null) {
      return Optional.of(otherwise);
    }
    int colon = text.indexOf(':');
    int hour = Integer.parseInt(text.substring(0, colon));
    int minute = Integer.parseInt(text.substring(colon + 1));
    boolean fits = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
    return fits ? Optional.of(hour * 60 + minute) : Optional.empty();
  }

  /** Returns the normal form, which {@link #parse} reads. */
  @Override
  public String toString() {
    String all =
        new TreeSet<>(days).stream().map(TimeWindow::shortName).collect(Collectors.joining("+"));
    return (days.size() == 7 ? "" : all + " ")
        + (from == 0 && to == DAY ? "" : clock(from) + "-" + clock(to) + " ")
        + zone;
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }
}
