package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that tell in which blocks to look. A full block gets its row in the transaction of its
 * last record, or later by {@link #fill}; until then it is among those to look through.
 */
final class Blocks {
  /** Rows read at once: their filters are kept in memory meanwhile. */
  private static final int PAGE = 64;

  private final Map<Integer, Block> open = new HashMap<>();
  private final Map<Integer, Long> checked = new HashMap<>();
  private volatile boolean missed;

  /** Notes records in the transaction that adds them. Called by one thread at a time. */
  void added(Connection connection, List<Long> places, List<byte[]> bodies) throws SQLException {
    for (int i = 0; i < places.size(); i++) {
      long place = places.get(i);
      Block block = open.get(Place.server(place));
      if (block == null || block.number() != Block.of(place)) {
        block = new Block(Block.of(place));
        open.put(Place.server(place), block);
      }
      block.add(place, bodies.get(i));
      if (place == Block.last(block.number())) {
        if (block.full()) {
          insert(connection, block);
        } else {
          missed = true;
        }
      }
    }
  }

  /** Forgets what was noted of records that may be gone again. */
  void forget() {
    open.clear();
    checked.clear();
  }

  /** Returns whether a block has become full without getting its row, since this was asked last. */
  boolean missed() {
    boolean now = missed;
    missed = false;
    return now;
  }

  private static void insert(Connection connection, Block block) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_block (block, earliest, latest, names) VALUES (?,?,?,?)")) {
      insert.setLong(1, block.number());
      insert.setLong(2, block.earliest());
      insert.setLong(3, block.latest());
      insert.setBytes(4, block.names());
      insert.executeUpdate();
    }
  }

  /**
   * Adds the row of one full block that has none, as after an update of the tables, or of one that
   * a restart found half full. Called by one thread at a time.
   *
   * @param last last place of the server
   * @return whether there may be more of them
   */
  boolean fill(Connection connection, int server, long last) throws SQLException {
    Optional<Long> missing = missing(connection, server, last);
    if (missing.isEmpty()) {
      return false;
    }
    Block block = new Block(missing.get());
    for (Entry entry :
        Entry.read(connection, Block.first(block.number()), Block.last(block.number()))) {
      block.add(entry.place(), entry.body());
    }
    insert(connection, block);
    return true;
  }

  private Optional<Long> missing(Connection connection, int server, long last) throws SQLException {
    long expected = Math.max(checked.getOrDefault(server, 0L), Block.of(Place.of(server, 0)));
    long end = Block.of(last);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT block FROM audit_block WHERE block >= ? AND block < ? ORDER BY block")) {
      select.setLong(1, expected);
      select.setLong(2, end);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next() && rows.getLong(1) == expected) {
          expected++;
        }
      }
    }
    checked.put(server, expected);
    return expected < end ? Optional.of(expected) : Optional.empty();
  }

  /** Returns the blocks of a server that may hold a name, newest first. */
  static List<Long> holding(Connection connection, int server, long last, String name)
      throws SQLException {
    List<Long> found = new ArrayList<>();
    long newest = Block.of(last);
    long oldest = Block.of(Place.of(server, 0));
    long next = newest;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT block, names FROM audit_block WHERE block BETWEEN ? AND ?"
                + " ORDER BY block DESC FETCH FIRST "
                + PAGE
                + " ROWS ONLY")) {
      while (next >= oldest) {
        long page = next;
        select.setLong(1, oldest);
        select.setLong(2, page);
        boolean any = false;
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            any = true;
            long block = rows.getLong(1);
            addDown(found, next, block);
            if (Block.mayHold(rows.getBytes(2), name)) {
              found.add(block);
            }
            next = block - 1;
          }
        }
        if (!any) {
          addDown(found, next, oldest - 1);
          return found;
        }
      }
    }
    return found;
  }

  /** Adds the blocks without a row: from {@code from} down to above {@code end}. */
  private static void addDown(List<Long> found, long from, long end) {
    for (long block = from; block > end; block--) {
      found.add(block);
    }
  }
}
