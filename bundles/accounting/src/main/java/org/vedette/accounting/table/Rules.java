package org.vedette.accounting.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingReport;

/**
 * What a report makes of the newest session of its name (RFC 2866 section 2). Reports may be lost,
 * come late, or out of order; ids of sessions may come again after a restart of the client.
 */
final class Rules {
  /** Cause of an end that nobody told: another session took the place. */
  static final String REPLACED = "Replaced";

  /** Clocks and delays are whole seconds. */
  private static final Duration SAME = Duration.ofSeconds(5);

  private Rules() {}

  /**
   * Tells what becomes of it.
   *
   * @param known the newest session of this name
   * @return the rows that change, the one that the report belongs to last; none when it belongs to
   *     no session
   */
  static List<SessionRow> apply(Optional<SessionRow> known, StoredReport stored) {
    return switch (stored.report().facts().status()) {
      case START -> start(known, stored);
      case INTERIM -> List.of(interim(known, stored));
      case STOP -> List.of(stop(known, stored));
      // Accounting-On and -Off are about all sessions of a client.
      case ON, OFF -> List.of();
      case OTHER ->
          known
              .filter(SessionRow::open)
              .map(it -> List.of(it.heard(stored.report())))
              .orElse(List.of());
    };
  }

  private static List<SessionRow> start(Optional<SessionRow> known, StoredReport stored) {
    AccountingReport report = stored.report();
    Instant at = report.happened();
    SessionRow fresh = SessionRow.first(stored, true);
    if (known.isEmpty()) {
      return List.of(fresh);
    }
    SessionRow row = known.get();
    if (!row.startTold() && !isAfterEnd(row, at)) {
      // Its Start was overtaken by an interim report or by its Stop.
      return List.of(row.heard(report).begun(at));
    }
    if (row.open()) {
      Duration later = Duration.between(row.started(), at);
      if (later.compareTo(SAME) <= 0) {
        return List.of(row.heard(report));
      }
      // Its Stop was lost: the client uses the id again.
      return List.of(row.concluded(at, REPLACED), fresh);
    }
    return isAfterEnd(row, at) ? List.of(fresh) : List.of(row.counted());
  }

  private static SessionRow interim(Optional<SessionRow> known, StoredReport stored) {
    if (known.isEmpty()) {
      return SessionRow.first(stored, false);
    }
    SessionRow row = known.get();
    if (row.open()) {
      return row.heard(stored.report());
    }
    boolean another = row.sinceEnd(stored.report().happened()).compareTo(SAME) > 0;
    return another ? SessionRow.first(stored, false) : row.counted();
  }

  private static SessionRow stop(Optional<SessionRow> known, StoredReport stored) {
    AccountingReport report = stored.report();
    String cause = report.facts().cause();
    if (known.isPresent()) {
      SessionRow row = known.get();
      if (row.open() || !row.endTold()) {
        return row.heard(report).stopped(report.happened(), cause);
      }
      if (row.sinceEnd(report.happened()).compareTo(SAME) <= 0) {
        return row.counted();
      }
    }
    return SessionRow.first(stored, false).stopped(report.happened(), cause);
  }

  private static boolean isAfterEnd(SessionRow row, Instant at) {
    return !row.open() && row.sinceEnd(at).compareTo(Duration.ZERO) > 0;
  }
}
