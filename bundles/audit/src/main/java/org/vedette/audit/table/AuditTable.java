package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.vedette.api.audit.ChainedRecord;

/** The table of audit records, by plain JDBC. Thread-safe: each call takes its own connection. */
public final class AuditTable {
  private static final String COLUMNS =
      "server, number, boot, at, id, request_id, kind, listener, application, username, user_id,"
          + " result, success, peer, client_address, actor, previous, hash, body";
  private static final String INSERT =
      "INSERT INTO audit_record (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
  static final String SELECT = "SELECT " + COLUMNS + " FROM audit_record ";
  // The whole key is named, so that the database reads the index in order and does not sort.
  static final String NEWEST_FIRST = " ORDER BY server DESC, number DESC";
  private static final int FETCH = 1_000;

  private final DataSource database;

  /** A table in {@code database}. */
  public AuditTable(DataSource database) {
    this.database = database;
  }

  /** Puts values in their places. */
  interface Binder {
    /** Binds all parameters. */
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Adds records in one transaction: all or none. */
  public void insert(List<ChainedRecord> records) throws SQLException {
    try (Connection connection = database.getConnection()) {
      boolean auto = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (ChainedRecord record : records) {
          bind(insert, record);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      } finally {
        connection.setAutoCommit(auto);
      }
    }
  }

  private static void bind(PreparedStatement insert, ChainedRecord chained) throws SQLException {
    Columns columns = Columns.of(Row.record(chained));
    int i = 1;
    insert.setString(i++, chained.server());
    insert.setLong(i++, chained.number());
    insert.setLong(i++, chained.boot());
    insert.setObject(i++, columns.at());
    insert.setString(i++, columns.id());
    insert.setString(i++, columns.requestId());
    insert.setString(i++, columns.kind());
    insert.setString(i++, columns.listener());
    insert.setString(i++, columns.application());
    insert.setString(i++, columns.username());
    insert.setString(i++, columns.userId().isEmpty() ? null : columns.userId());
    insert.setString(i++, columns.result());
    insert.setBoolean(i++, columns.success());
    insert.setString(i++, columns.peer());
    insert.setString(i++, columns.clientAddress());
    insert.setString(i++, columns.actor());
    insert.setBytes(i++, chained.previous());
    insert.setBytes(i++, chained.hash());
    insert.setBytes(i, chained.record());
  }

  /** Returns the number of the newest record of a server; 0 when there is none. */
  public long last(String server) throws SQLException {
    return newest(server).map(row -> row.chained().number()).orElse(0L);
  }

  private Optional<Row> newest(String server) throws SQLException {
    return read(
            "WHERE server = ?" + NEWEST_FIRST + " FETCH FIRST ROW ONLY",
            statement -> statement.setString(1, server))
        .stream()
        .findFirst();
  }

  /** Returns all servers that have records here, sorted: one look into the index for each. */
  public List<String> servers() throws SQLException {
    List<String> servers = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement next =
            connection.prepareStatement(
                "SELECT server FROM audit_record WHERE server > ? ORDER BY server, number"
                    + " FETCH FIRST ROW ONLY")) {
      String last = "";
      while (last != null) {
        next.setString(1, last);
        try (ResultSet rows = next.executeQuery()) {
          last = rows.next() ? rows.getString(1) : null;
        }
        if (last != null) {
          servers.add(last);
        }
      }
    }
    return servers;
  }

  /** Returns the server that wrote the newest record; empty for an empty table. */
  public Optional<String> newestServer() throws SQLException {
    List<Row> newest = new ArrayList<>();
    for (String server : servers()) {
      newest(server).ifPresent(newest::add);
    }
    return newest.stream()
        .max(Comparator.comparing(row -> row.columns().at()))
        .map(row -> row.chained().server());
  }

  /** Returns rows of a server after a number, in order. */
  public List<Row> after(String server, long number, int limit) throws SQLException {
    return read(
        "WHERE server = ? AND number > ? ORDER BY server, number FETCH FIRST ? ROWS ONLY",
        statement -> {
          statement.setString(1, server);
          statement.setLong(2, number);
          statement.setInt(3, limit);
        });
  }

  /** Returns the rows of an id. */
  public List<Row> byId(String id) throws SQLException {
    return read("WHERE id = ?", statement -> statement.setString(1, id));
  }

  /** Returns the rows of a sign-in, at most 1000. */
  public List<Row> byRequest(String requestId) throws SQLException {
    return read(
        "WHERE request_id = ? ORDER BY number FETCH FIRST 1000 ROWS ONLY",
        statement -> statement.setString(1, requestId));
  }

  /** Returns the rows that fit a search, newest first. */
  public List<Row> search(Search search) throws SQLException {
    return read(search.where(), search::bind);
  }

  private List<Row> read(String rest, Binder binder) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT + rest)) {
      select.setFetchSize(FETCH);
      binder.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        List<Row> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row(rows));
        }
        return found;
      }
    }
  }

  private static Row row(ResultSet from) throws SQLException {
    ChainedRecord chained =
        new ChainedRecord(
            from.getString("server"),
            from.getLong("boot"),
            from.getLong("number"),
            from.getBytes("previous"),
            from.getBytes("hash"),
            from.getBytes("body"));
    String userId = from.getString("user_id");
    Columns columns =
        new Columns(
            from.getObject("at", OffsetDateTime.class),
            from.getString("id"),
            from.getString("request_id"),
            from.getString("kind"),
            from.getString("listener"),
            from.getString("application"),
            from.getString("username"),
            userId == null ? "" : userId,
            from.getString("result"),
            from.getBoolean("success"),
            from.getString("peer"),
            from.getString("client_address"),
            from.getString("actor"));
    return new Row(chained, columns);
  }

  /**
   * Returns after everything committed is on disk. H2 acknowledges a commit before that; other
   * databases do not.
   */
  public void force() throws SQLException {
    try (Connection connection = database.getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
        try (Statement checkpoint = connection.createStatement()) {
          checkpoint.execute("CHECKPOINT SYNC");
        }
      }
    }
  }
}
