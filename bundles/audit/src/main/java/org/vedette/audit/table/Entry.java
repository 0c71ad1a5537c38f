package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.vedette.api.audit.ChainedRecord;

/**
 * A row of the table.
 *
 * @param place where the record stands
 * @param boot number of the server's start
 * @param previous hash of the record before
 * @param hash its own
 * @param body the record
 */
@SuppressWarnings("ArrayRecordComponent")
record Entry(long place, long boot, byte[] previous, byte[] hash, byte[] body) {
  static final String SELECT = "SELECT place, boot, previous, hash, body FROM audit_entry ";
  static final String UPWARD =
      SELECT + "WHERE place BETWEEN ? AND ? ORDER BY place FETCH FIRST ? ROWS ONLY";
  static final String DOWNWARD =
      SELECT + "WHERE place BETWEEN ? AND ? ORDER BY place DESC FETCH FIRST ? ROWS ONLY";

  private static final int FETCH = 1_000;

  ChainedRecord chained(String server) {
    return new ChainedRecord(server, boot, Place.number(place), previous, hash, body);
  }

  /** Reads all rows from one place to another, both included, in order. */
  static List<Entry> read(Connection connection, long from, long to) throws SQLException {
    return read(connection, UPWARD, from, to, Integer.MAX_VALUE);
  }

  /** Reads rows from one place to another, both included, in the order of {@code sql}. */
  static List<Entry> read(Connection connection, String sql, long from, long to, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH);
      select.setLong(1, from);
      select.setLong(2, to);
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Entry> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Entry(
                  rows.getLong(1),
                  rows.getLong(2),
                  rows.getBytes(3),
                  rows.getBytes(4),
                  rows.getBytes(5)));
        }
        return found;
      }
    }
  }
}
