package org.vedette.accounting.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.user.UserNames;

/** Reads and writes rows of the table of sessions. */
final class SessionRows {
  static final String COLUMNS =
      "id, application, application_name, nas, source, session, user_name, framed, calling,"
          + " started, start_told, updated, is_open, ended, end_told, seconds, octets_in,"
          + " octets_out, cause, reports";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM acct_session ";

  private static final String UPDATE =
      "UPDATE acct_session SET application_name = ?, application_key = ?, source = ?, user_name ="
          + " ?, user_key = ?, framed = ?, calling = ?, started = ?, start_told = ?, updated = ?,"
          + " is_open = ?, ended = ?, end_told = ?, seconds = ?, octets_in = ?, octets_out = ?,"
          + " cause = ?, reports = ? WHERE id = ?";

  private static final String INSERT =
      "INSERT INTO acct_session (application_name, application_key, source, user_name, user_key,"
          + " framed, calling, started, start_told, updated, is_open, ended, end_told, seconds,"
          + " octets_in, octets_out, cause, reports, id, application, nas, session) VALUES"
          + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

  private static final int MOST_TEXT = 512;

  private SessionRows() {}

  /** Finds the newest session of a name. */
  static Optional<SessionRow> newest(Connection connection, SessionRow.Key key)
      throws SQLException {
    String sql =
        SELECT + "WHERE application = ? AND nas = ? AND session = ? ORDER BY id DESC LIMIT 1";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, key.application().toString());
      select.setString(2, key.nas());
      select.setString(3, key.session());
      return read(select).stream().findFirst();
    }
  }

  /** Finds all open sessions that a client reported. */
  static List<SessionRow> open(Connection connection, UUID application, String nas)
      throws SQLException {
    String sql = SELECT + "WHERE application = ? AND nas = ? AND is_open = 1";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, application.toString());
      select.setString(2, nas);
      return read(select);
    }
  }

  /** Finds sessions by a condition, the newest first. */
  static List<SessionRow> where(
      Connection connection, String condition, List<Object> values, int limit) throws SQLException {
    String sql = SELECT + "WHERE " + condition + " ORDER BY id DESC LIMIT " + limit;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int at = 0; at < values.size(); at++) {
        select.setObject(at + 1, values.get(at));
      }
      return read(select);
    }
  }

  /** Writes rows, new ones and known ones. */
  static void write(Connection connection, Collection<SessionRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<SessionRow> all = List.copyOf(rows);
    List<SessionRow> fresh = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (SessionRow row : all) {
        update.setLong(set(update, row), row.id());
        update.addBatch();
      }
      int[] counts = update.executeBatch();
      for (int at = 0; at < counts.length; at++) {
        if (counts[at] == 0) {
          fresh.add(all.get(at));
        }
      }
    }
    if (!fresh.isEmpty()) {
      insert(connection, fresh);
    }
  }

  private static void insert(Connection connection, List<SessionRow> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (SessionRow row : rows) {
        int at = set(insert, row);
        insert.setLong(at, row.id());
        insert.setString(at + 1, row.application().toString());
        insert.setString(at + 2, cut(row.nas()));
        insert.setString(at + 3, cut(row.session()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Sets the columns that change; returns the place of the next parameter. */
  private static int set(PreparedStatement to, SessionRow row) throws SQLException {
    int at = 1;
    to.setString(at++, cut(row.applicationName()));
    to.setString(at++, applicationKey(row.applicationName()));
    to.setString(at++, row.source());
    to.setString(at++, cut(row.username()));
    to.setString(at++, userKey(row.username()));
    to.setString(at++, cut(row.framed()));
    to.setString(at++, cut(row.calling()));
    to.setLong(at++, row.started().toEpochMilli());
    to.setInt(at++, row.startTold() ? 1 : 0);
    to.setLong(at++, row.updated().toEpochMilli());
    to.setInt(at++, row.open() ? 1 : 0);
    to.setLong(at++, row.ended().map(Instant::toEpochMilli).orElse(0L));
    to.setInt(at++, row.endTold() ? 1 : 0);
    to.setLong(at++, row.seconds());
    to.setLong(at++, row.octetsIn());
    to.setLong(at++, row.octetsOut());
    to.setString(at++, cut(row.cause()));
    to.setLong(at++, row.reports());
    return at;
  }

  private static List<SessionRow> read(PreparedStatement select) throws SQLException {
    List<SessionRow> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(read(rows));
      }
    }
    return found;
  }

  private static SessionRow read(ResultSet row) throws SQLException {
    boolean open = row.getInt("is_open") == 1;
    return new SessionRow(
        row.getLong("id"),
        UUID.fromString(row.getString("application")),
        row.getString("application_name"),
        row.getString("nas"),
        row.getString("source"),
        row.getString("session"),
        row.getString("user_name"),
        row.getString("framed"),
        row.getString("calling"),
        Instant.ofEpochMilli(row.getLong("started")),
        row.getInt("start_told") == 1,
        Instant.ofEpochMilli(row.getLong("updated")),
        open ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.getLong("ended"))),
        row.getInt("end_told") == 1,
        row.getLong("seconds"),
        row.getLong("octets_in"),
        row.getLong("octets_out"),
        row.getString("cause"),
        row.getLong("reports"));
  }

  /** The form in which user names are compared. */
  static String userKey(String name) {
    return cut(UserNames.normalise(name).orElse(name));
  }

  /** The form in which names of applications are compared. */
  static String applicationKey(String name) {
    return cut(name.toLowerCase(Locale.ROOT));
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }
}
