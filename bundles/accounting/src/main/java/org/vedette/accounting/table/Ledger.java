package org.vedette.accounting.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;

/**
 * Enters the reports of one transaction: what they make of sessions is worked out in memory, and
 * each session written once. For one thread.
 */
final class Ledger {
  private final Connection connection;

  /** The newest session of each name that was looked up; empty where there is none. */
  private final Map<SessionRow.Key, Optional<SessionRow>> newest = new LinkedHashMap<>();

  private final Map<Long, SessionRow> changed = new TreeMap<>();

  Ledger(Connection connection) {
    this.connection = connection;
  }

  /** Enters one; returns the id of its session, 0 when it belongs to none. */
  long enter(StoredReport stored) throws SQLException {
    AccountingReport report = stored.report();
    AccountingStatus status = report.facts().status();
    if (status == AccountingStatus.ON || status == AccountingStatus.OFF) {
      endAll(report, status);
      return 0;
    }
    if (report.facts().session().isEmpty()) {
      return 0;
    }
    SessionRow.Key key = SessionRow.Key.of(report);
    List<SessionRow> rows = Rules.apply(find(key), stored);
    for (SessionRow row : rows) {
      changed.put(row.id(), row);
      newest.put(key, Optional.of(row));
    }
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).id();
  }

  private Optional<SessionRow> find(SessionRow.Key key) throws SQLException {
    Optional<SessionRow> known = newest.get(key);
    if (known == null) {
      known = SessionRows.newest(connection, key);
      newest.put(key, known);
    }
    return known;
  }

  /**
   * Ends what a client that has restarted has forgotten (RFC 2866 section 5.1): its sessions that
   * began before. One that began later may have been entered before this report.
   */
  private void endAll(AccountingReport report, AccountingStatus status) throws SQLException {
    flush();
    Instant at = report.happened();
    for (SessionRow row :
        SessionRows.open(connection, report.application(), report.facts().nas())) {
      if (row.started().isBefore(at)) {
        changed.put(row.id(), row.concluded(at, status.label()));
      }
    }
    flush();
  }

  /** Writes what has changed so far. */
  void flush() throws SQLException {
    SessionRows.write(connection, changed.values());
    changed.clear();
    newest.clear();
  }
}
