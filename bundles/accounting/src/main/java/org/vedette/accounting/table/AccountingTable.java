package org.vedette.accounting.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingSessions.Query;
import org.vedette.api.accounting.AccountingSessions.Stored;
import org.vedette.api.accounting.AccountingStatus;
import org.vedette.api.store.DatabaseFile;

/**
 * Sessions and reports in the database, by plain JDBC. Thread-safe: each call takes its own
 * connection; one thread at a time enters reports.
 */
public final class AccountingTable {
  private static final String INSERT =
      "INSERT INTO acct_report (number, session, received, happened, status, attributes) VALUES"
          + " (?,?,?,?,?,?)";

  private static final int MOST_REPORTS = 1_000;
  private static final int MOST_REMOVED = 1_000;

  private final DataSource database;
  private final DatabaseFile file = new DatabaseFile();
  private final Object writing = new Object();

  /** Tables in {@code database}. */
  public AccountingTable(DataSource database) {
    this.database = database;
  }

  /** Number of the last report that is here. */
  public long position() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return number(connection, "SELECT number FROM acct_position");
    }
  }

  /**
   * Enters reports in one transaction, all or none.
   *
   * @param reports in their order, all behind {@link #position}
   */
  public void enter(List<StoredReport> reports) throws SQLException {
    if (reports.isEmpty()) {
      return;
    }
    synchronized (writing) {
      try (Connection connection = database.getConnection()) {
        file.saveNowAndThen(connection);
        boolean auto = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
          enter(connection, reports);
          connection.commit();
        } catch (SQLException | RuntimeException failure) {
          connection.rollback();
          throw failure;
        } finally {
          connection.setAutoCommit(auto);
        }
      }
    }
  }

  private static void enter(Connection connection, List<StoredReport> reports) throws SQLException {
    Ledger ledger = new Ledger(connection);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (StoredReport stored : reports) {
        AccountingReport report = stored.report();
        insert.setLong(1, stored.number());
        insert.setLong(2, ledger.enter(stored));
        insert.setLong(3, report.received().toEpochMilli());
        insert.setLong(4, report.happened().toEpochMilli());
        insert.setString(5, report.facts().status().name());
        insert.setBytes(6, report.attributes());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    ledger.flush();
    String sql = "UPDATE acct_position SET number = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, reports.get(reports.size() - 1).number());
      update.executeUpdate();
    }
  }

  /**
   * Returns after everything committed is on disk. H2 acknowledges a commit before that; other
   * databases do not.
   */
  public void force() throws SQLException {
    synchronized (writing) {
      try (Connection connection = database.getConnection()) {
        file.force(connection);
      }
    }
  }

  /** Finds sessions, the newest first. */
  List<SessionRow> search(Query query) throws SQLException {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    List<Object> values = new ArrayList<>();
    if (!query.user().isEmpty()) {
      conditions.add("user_key = ?");
      values.add(SessionRows.userKey(query.user()));
    }
    if (!query.application().isEmpty()) {
      conditions.add("application_key = ?");
      values.add(SessionRows.applicationKey(query.application()));
    }
    query.open().ifPresent(open -> conditions.add("is_open = " + (open ? 1 : 0)));
    if (query.before() > 0) {
      conditions.add("id < ?");
      values.add(query.before());
    }
    try (Connection connection = database.getConnection()) {
      return SessionRows.where(connection, String.join(" AND ", conditions), values, query.limit());
    }
  }

  /** Finds a session. */
  Optional<SessionRow> find(long id) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return SessionRows.where(connection, "id = ?", List.of(id), 1).stream().findFirst();
    }
  }

  /** Returns the reports of a session, the oldest first, at most 1000. */
  List<Stored> reports(long session) throws SQLException {
    String sql =
        "SELECT number, received, happened, status, attributes FROM acct_report WHERE session = ?"
            + " ORDER BY number LIMIT "
            + MOST_REPORTS;
    List<Stored> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, session);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Stored(
                  rows.getLong(1),
                  Instant.ofEpochMilli(rows.getLong(2)),
                  Instant.ofEpochMilli(rows.getLong(3)),
                  AccountingStatus.valueOf(rows.getString(4)),
                  rows.getBytes(5)));
        }
      }
    }
    return found;
  }

  /**
   * Removes some of what is too old or too much: reports and sessions that were heard of last
   * before a time, and the oldest reports beyond a number.
   *
   * @return whether there may be more
   */
  public boolean purge(Instant before, long mostReports) throws SQLException {
    synchronized (writing) {
      try (Connection connection = database.getConnection()) {
        file.saveNowAndThen(connection);
        long time = before.toEpochMilli();
        int removed =
            remove(
                connection,
                "acct_session",
                "id IN (SELECT id FROM acct_session WHERE updated < ? ORDER BY updated LIMIT "
                    + MOST_REMOVED
                    + ")",
                time);
        long surplus = number(connection, "SELECT COUNT(*) FROM acct_report") - mostReports;
        removed +=
            remove(
                connection,
                "acct_report",
                // Numbers rise with the time of arrival.
                "number IN (SELECT number FROM acct_report ORDER BY number LIMIT "
                    + MOST_REMOVED
                    + ") AND received < ?",
                time);
        if (surplus > 0) {
          removed +=
              remove(
                  connection,
                  "acct_report",
                  "number IN (SELECT number FROM acct_report ORDER BY number LIMIT ?)",
                  Math.min(surplus, MOST_REMOVED));
        }
        return removed >= MOST_REMOVED;
      }
    }
  }

  private static int remove(Connection connection, String table, String condition, long value)
      throws SQLException {
    String sql = "DELETE FROM " + table + " WHERE " + condition;
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setLong(1, value);
      return delete.executeUpdate();
    }
  }

  /** Reads one number; 0 when there is none. */
  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
