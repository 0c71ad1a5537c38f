package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table's own numbers of servers, and what the servers are called; a number once given never
 * changes. Thread-safe.
 */
final class Servers {
  private final Map<String, Integer> known = new ConcurrentHashMap<>();
  private volatile Map<String, String> names = Map.of();

  /** Reads the numbers again. */
  void forget() {
    known.clear();
  }

  /** Returns the number of a server, giving it one if it has none. */
  int numberOrNew(Connection connection, String server) throws SQLException {
    Optional<Integer> number = number(connection, server);
    if (number.isPresent()) {
      return number.get();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_server (no, server)"
                + " SELECT COALESCE(MAX(no), 0) + 1, CAST(? AS VARCHAR(36)) FROM audit_server")) {
      insert.setString(1, server);
      insert.executeUpdate();
    }
    // Remembered only when it is read again: this transaction may yet be rolled back.
    return number(connection, server)
        .orElseThrow(() -> new SQLException("server " + server + " got no number"));
  }

  /** Returns the number of a server; empty when it has no records here. */
  Optional<Integer> number(Connection connection, String server) throws SQLException {
    Integer number = known.get(server);
    if (number != null) {
      return Optional.of(number);
    }
    Map<String, Integer> all = all(connection);
    if (connection.getAutoCommit()) {
      known.putAll(all);
    }
    return Optional.ofNullable(all.get(server));
  }

  /** Returns all servers with their numbers, sorted by server. */
  Map<String, Integer> all(Connection connection) throws SQLException {
    Map<String, Integer> all = new TreeMap<>();
    Map<String, String> called = new TreeMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT server, no, name FROM audit_server");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        all.put(rows.getString(1), rows.getInt(2));
        called.put(rows.getString(1), rows.getString(3));
      }
    }
    names = called;
    return all;
  }

  /** What the servers were called when they were read last, by id; empty texts for unknown. */
  Map<String, String> names() {
    return names;
  }

  /** Notes what a server is called, if it has records here. */
  void call(Connection connection, String server, String name) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_server SET name = ? WHERE server = ?")) {
      update.setString(1, name);
      update.setString(2, server);
      update.executeUpdate();
    }
  }
}
