package org.vedette.report;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.report.ReportDesk.By;
import org.vedette.api.report.ReportFilter.Status;
import org.vedette.api.report.UsageReport;

/** Counts sign-ins. Once. */
final class Counting {
  private static final int MOST_NAMES = 500_000;
  private static final String OTHERS = "(others)";
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:00", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT);

  private static final class Count {
    private final long[] ended = new long[Status.values().length];
    private final Set<Integer> users = new HashSet<>();

    void add(AuditRecord record, Integer who) {
      ended[Matching.status(record).ordinal()]++;
      users.add(who);
    }

    void add(Count other) {
      for (int i = 0; i < ended.length; i++) {
        ended[i] += other.ended[i];
      }
      users.addAll(other.users);
    }

    UsageReport.Group group(String key) {
      return new UsageReport.Group(
          key,
          ended[Status.GRANTED.ordinal()],
          ended[Status.DENIED.ordinal()],
          ended[Status.UNDECIDED.ordinal()],
          users.size());
    }
  }

  private final By by;
  private final ZoneId zone;
  private final Matching matching;
  private final Map<String, Count> counts = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final Count total = new Count();

  Counting(By by, ZoneId zone, Matching matching) {
    this.by = by;
    this.zone = zone;
    this.matching = matching;
  }

  UsageReport read(AuditLog audit, BooleanSupplier enough) {
    Trail.End end =
        Trail.walk(
            audit,
            matching.filter(),
            Optional.empty(),
            enough,
            each -> {
              if (matching.signIn(each.record())) {
                count(each);
              }
              return true;
            });
    return new UsageReport(by, groups(), total.group("total"), end.next().isEmpty());
  }

  private void count(AuditLog.Numbered numbered) {
    AuditRecord record = numbered.record();
    String name = record.username().toLowerCase(Locale.ROOT);
    int fresh = names.size();
    Integer who =
        fresh < MOST_NAMES
            ? names.computeIfAbsent(name, key -> fresh)
            : names.getOrDefault(name, MOST_NAMES);
    counts.computeIfAbsent(key(numbered), key -> new Count()).add(record, who);
    total.add(record, who);
  }

  private String key(AuditLog.Numbered numbered) {
    AuditRecord record = numbered.record();
    ZonedDateTime at = record.at().atZone(zone);
    return switch (by) {
      case HOUR -> HOUR.format(at);
      case DAY -> DAY.format(at);
      case MONTH -> MONTH.format(at);
      case APPLICATION -> record.application();
      case LISTENER -> record.listener();
      case METHOD -> record.method();
      case RESULT -> record.result();
      case SERVER -> numbered.wrote();
    };
  }

  private boolean isTime() {
    return by == By.HOUR || by == By.DAY || by == By.MONTH;
  }

  private List<UsageReport.Group> groups() {
    if (isTime() && !counts.isEmpty()) {
      fillGaps();
    }
    List<UsageReport.Group> all = new ArrayList<>();
    counts.forEach((key, count) -> all.add(count.group(key)));
    Comparator<UsageReport.Group> byKey = Comparator.comparing(UsageReport.Group::key);
    // Of times the newest are kept, of the others the largest.
    Comparator<UsageReport.Group> keptFirst =
        isTime()
            ? byKey.reversed()
            : Comparator.comparingLong(UsageReport.Group::signIns).reversed().thenComparing(byKey);
    all.sort(keptFirst);
    if (all.size() > UsageReport.MOST_GROUPS) {
      Count rest = new Count();
      List<UsageReport.Group> beyond = all.subList(UsageReport.MOST_GROUPS - 1, all.size());
      beyond.forEach(group -> rest.add(counts.getOrDefault(group.key(), new Count())));
      beyond.clear();
      all.add(rest.group(OTHERS));
    }
    if (isTime()) {
      all.sort(byKey);
    }
    return all;
  }

  /** Days on which nobody signed in are days too. */
  private void fillGaps() {
    DateTimeFormatter form = by == By.HOUR ? HOUR : by == By.DAY ? DAY : MONTH;
    ChronoUnit unit =
        by == By.HOUR ? ChronoUnit.HOURS : by == By.DAY ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
    ZonedDateTime at = matching.filter().to().minusNanos(1).atZone(zone);
    String first = counts.keySet().stream().min(Comparator.naturalOrder()).orElse("");
    for (int i = 0; i < UsageReport.MOST_GROUPS; i++) {
      String key = form.format(at);
      if (key.compareTo(first) < 0) {
        return;
      }
      counts.computeIfAbsent(key, absent -> new Count());
      at = at.minus(1, unit);
    }
  }
}
