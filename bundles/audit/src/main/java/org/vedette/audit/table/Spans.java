package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The span of times that each block of records holds. A full block never changes, so that each is
 * read once; the newest of a server may still get any time. Thread-safe.
 */
final class Spans {
  private final Map<Integer, Map<Long, Span>> known = new ConcurrentHashMap<>();

  /**
   * The times of a block.
   *
   * @param block its number
   * @param earliest time of its oldest record, in milliseconds
   * @param latest time of its newest record
   */
  record Span(long block, long earliest, long latest) {
    boolean overlaps(long from, long to) {
      return latest >= from && earliest <= to;
    }
  }

  /** Reads them again. */
  void forget() {
    known.clear();
  }

  /**
   * Returns the spans of all blocks of a server, the newest block included.
   *
   * @param last last place of the server
   */
  List<Span> of(Connection connection, int server, long last) throws SQLException {
    long oldest = Block.of(Place.of(server, 0));
    long newest = Block.of(last);
    Map<Long, Span> full = known.computeIfAbsent(server, no -> new TreeMap<>());
    List<Span> all;
    synchronized (full) {
      if (oldest + full.size() < newest) {
        load(connection, full, oldest + full.size(), newest - 1);
      }
      all = new ArrayList<>(full.values());
    }
    all.removeIf(it -> it.block() >= newest);
    all.add(new Span(newest, Long.MIN_VALUE, Long.MAX_VALUE));
    return all;
  }

  /** Loads a stretch without leaving any out: a block without a row is looked through. */
  private static void load(Connection connection, Map<Long, Span> full, long from, long to)
      throws SQLException {
    Map<Long, Span> found = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT block, earliest, latest FROM audit_block WHERE block BETWEEN ? AND ?")) {
      select.setLong(1, from);
      select.setLong(2, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getLong(1), new Span(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    for (long block = from; block <= to; block++) {
      Span span = found.get(block);
      full.put(block, span == null ? read(connection, block) : span);
    }
  }

  private static Span read(Connection connection, long number) throws SQLException {
    Block block = new Block(number);
    for (Entry entry : Entry.read(connection, Block.first(number), Block.last(number))) {
      block.add(entry.place(), entry.body());
    }
    return new Span(number, block.earliest(), block.latest());
  }
}
