package org.vedette.store.shared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.ChangeApplier.Position;

/** What is asked of the tables that only a shared database has. */
final class SharedTables {
  /** Wakes whoever listens when a change was committed. */
  static final String CHANNEL = "vedette_store";

  /**
   * The row of the place.
   *
   * @param position the last change
   * @param database which database this is
   * @param founder who wrote to it first; empty while nobody has
   */
  record Row(Position position, UUID database, Optional<UUID> founder) {}

  /**
   * How far the database is.
   *
   * @param index number of the last change
   * @param change its id; empty when it is not told any more, or there is none
   */
  record Head(long index, Optional<UUID> change) {}

  /**
   * A change that was told.
   *
   * @param index its number
   * @param change its id
   * @param touched see {@link TouchedBytes}
   */
  record Change(long index, UUID change, byte[] touched) {}

  private static final String ROW =
      "select epoch, log_index, database_id, founder from log_position where id = 1";

  private SharedTables() {}

  /**
   * Locks the row of the place until the transaction ends; one server at a time writes. Nobody
   * waits for that longer than 4 s, no statement runs longer than 8 s, and whoever stops in the
   * middle is put out by the database after 10 s.
   */
  static Row lock(Connection within) throws SQLException {
    try (PreparedStatement limits =
            within.prepareStatement(
                "select set_config('lock_timeout', '4s', true),"
                    + " set_config('statement_timeout', '8s', true),"
                    + " set_config('idle_in_transaction_session_timeout', '10s', true)");
        ResultSet unused = limits.executeQuery()) {
      return row(within, ROW + " for update");
    }
  }

  /** Reads the row of the place. */
  static Row row(Connection from) throws SQLException {
    return row(from, ROW);
  }

  private static Row row(Connection from, String question) throws SQLException {
    try (PreparedStatement statement = from.prepareStatement(question);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("table log_position has no row: restore a backup");
      }
      return new Row(
          new Position(row.getLong(1), row.getLong(2)),
          row.getObject(3, UUID.class),
          Optional.ofNullable(row.getObject(4, UUID.class)));
    }
  }

  /** Writes down who wrote first. */
  static void found(Connection within, UUID founder) throws SQLException {
    try (PreparedStatement statement =
        within.prepareStatement("update log_position set founder = ? where id = 1")) {
      statement.setObject(1, founder);
      statement.executeUpdate();
    }
  }

  /** Returns whether there is no record at all. */
  static boolean empty(Connection from) throws SQLException {
    try (PreparedStatement statement = from.prepareStatement("select 1 from record limit 1");
        ResultSet row = statement.executeQuery()) {
      return !row.next();
    }
  }

  /** Tells what a change touched. */
  static void tell(Connection within, Change change) throws SQLException {
    try (PreparedStatement statement =
        within.prepareStatement(
            "insert into change_told (log_index, change_id, touched) values (?, ?, ?)")) {
      statement.setLong(1, change.index());
      statement.setObject(2, change.change());
      statement.setBytes(3, change.touched());
      statement.executeUpdate();
    }
  }

  /** Wakes the others when the transaction is committed. */
  static void wake(Connection within) throws SQLException {
    try (PreparedStatement statement =
            within.prepareStatement("select pg_notify('" + CHANNEL + "', '')");
        ResultSet unused = statement.executeQuery()) {
      unused.next();
    }
  }

  /** Forgets what was told up to an index. */
  static void forget(Connection within, long upTo) throws SQLException {
    try (PreparedStatement statement =
        within.prepareStatement("delete from change_told where log_index <= ?")) {
      statement.setLong(1, upTo);
      statement.executeUpdate();
    }
  }

  /** Returns whether one of these changes stands above an index. */
  static boolean made(Connection from, long after, Set<UUID> changes) throws SQLException {
    try (PreparedStatement statement =
        from.prepareStatement("select change_id from change_told where log_index > ?")) {
      statement.setLong(1, after);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (changes.contains(rows.getObject(1, UUID.class))) {
            return true;
          }
        }
      }
      return false;
    }
  }

  /** Reads how far the database is. */
  static Head head(Connection from) throws SQLException {
    try (PreparedStatement statement =
            from.prepareStatement(
                "select p.log_index, t.change_id from log_position p left join change_told t on"
                    + " t.log_index = p.log_index where p.id = 1");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("table log_position has no row: restore a backup");
      }
      return new Head(row.getLong(1), Optional.ofNullable(row.getObject(2, UUID.class)));
    }
  }

  /** Reads what was told above an index, in order. */
  static List<Change> told(Connection from, long after, int limit) throws SQLException {
    try (PreparedStatement statement =
        from.prepareStatement(
            "select log_index, change_id, touched from change_told where log_index > ?"
                + " order by log_index limit ?")) {
      statement.setLong(1, after);
      statement.setInt(2, limit);
      List<Change> told = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          told.add(new Change(rows.getLong(1), rows.getObject(2, UUID.class), rows.getBytes(3)));
        }
      }
      return told;
    }
  }
}
