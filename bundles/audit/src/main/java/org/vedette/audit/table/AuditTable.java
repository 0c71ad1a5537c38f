package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.DatabaseFile;

/**
 * The table of audit records, by plain JDBC. Thread-safe: each call takes its own connection;
 * whoever inserts waits for whoever does.
 */
public final class AuditTable {
  private static final String INSERT =
      "INSERT INTO audit_entry (place, boot, previous, hash, body) VALUES (?,?,?,?,?)";

  private static final int MOST_OF_A_REQUEST = 1_000;

  private final DataSource database;
  private final Servers servers = new Servers();
  private final Blocks blocks = new Blocks();
  private final Spans spans = new Spans();
  private final DatabaseFile file = new DatabaseFile();
  private final Object inserting = new Object();
  private volatile @Nullable Map<String, Long> lasts;

  /** A table in {@code database}. */
  public AuditTable(DataSource database) {
    this.database = database;
  }

  /** Adds records in one transaction: all or none. */
  public void insert(List<ChainedRecord> records) throws SQLException {
    synchronized (inserting) {
      try (Connection connection = database.getConnection()) {
        file.saveNowAndThen(connection);
        boolean auto = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
          insert(connection, records);
          connection.commit();
        } catch (SQLException | RuntimeException failure) {
          blocks.forget();
          connection.rollback();
          throw failure;
        } finally {
          connection.setAutoCommit(auto);
        }
        // Now that it cannot be rolled back any more, the number of a new server is remembered.
        for (ChainedRecord record : records) {
          servers.number(connection, record.server());
        }
        remember(connection, records);
      } catch (SQLException failure) {
        forget();
        throw failure;
      }
    }
  }

  /** Reads everything again: a database that could not be written may have lost its newest rows. */
  public void forget() {
    synchronized (inserting) {
      lasts = null;
      blocks.forget();
      spans.forget();
      servers.forget();
    }
  }

  private void remember(Connection connection, List<ChainedRecord> records) throws SQLException {
    Map<String, Long> now = new HashMap<>(lasts(connection));
    records.forEach(it -> now.merge(it.server(), it.number(), Math::max));
    lasts = Map.copyOf(now);
  }

  private Map<String, Long> lasts(Connection connection) throws SQLException {
    Map<String, Long> known = lasts;
    if (known != null) {
      return known;
    }
    Map<String, Long> all = new HashMap<>();
    for (Map.Entry<String, Integer> each : servers.all(connection).entrySet()) {
      all.put(each.getKey(), Place.number(lastPlace(connection, each.getValue())));
    }
    return all;
  }

  /** Returns the number of the newest record of each server; from memory, once it was read. */
  public Map<String, Long> lasts() throws SQLException {
    Map<String, Long> known = lasts;
    if (known != null) {
      return known;
    }
    synchronized (inserting) {
      try (Connection connection = database.getConnection()) {
        Map<String, Long> all = Map.copyOf(lasts(connection));
        lasts = all;
        return all;
      }
    }
  }

  /** What servers are called, by id, as far as that is known. */
  public Map<String, String> names() throws SQLException {
    Map<String, String> known = servers.names();
    if (!known.isEmpty()) {
      return known;
    }
    try (Connection connection = database.getConnection()) {
      servers.all(connection);
      return servers.names();
    }
  }

  /** Notes what servers that have records here are called. */
  public void call(Map<String, String> names) throws SQLException {
    try (Connection connection = database.getConnection()) {
      servers.all(connection);
      Map<String, String> known = servers.names();
      for (Map.Entry<String, String> each : names.entrySet()) {
        if (known.containsKey(each.getKey()) && !each.getValue().equals(known.get(each.getKey()))) {
          servers.call(connection, each.getKey(), each.getValue());
        }
      }
      servers.all(connection);
    }
  }

  private void insert(Connection connection, List<ChainedRecord> records) throws SQLException {
    Map<String, Integer> numbers = new HashMap<>();
    List<Long> places = new ArrayList<>(records.size());
    List<byte[]> bodies = new ArrayList<>(records.size());
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (ChainedRecord record : records) {
        Integer server = numbers.get(record.server());
        if (server == null) {
          server = servers.numberOrNew(connection, record.server());
          numbers.put(record.server(), server);
        }
        long place = Place.of(server, record.number());
        insert.setLong(1, place);
        insert.setLong(2, record.boot());
        insert.setBytes(3, record.previous());
        insert.setBytes(4, record.hash());
        insert.setBytes(5, record.record());
        insert.addBatch();
        places.add(place);
        bodies.add(record.record());
      }
      insert.executeBatch();
    }
    blocks.added(connection, places, bodies);
  }

  /**
   * Makes the short form of one full block of a server that has none.
   *
   * @return whether there may be more of them
   */
  public boolean fillBlocks(String server) throws SQLException {
    synchronized (inserting) {
      try (Connection connection = database.getConnection()) {
        Optional<Integer> number = servers.number(connection, server);
        return number.isPresent()
            && blocks.fill(connection, number.get(), lastPlace(connection, number.get()));
      }
    }
  }

  /** As {@link #fillBlocks(String)}, of any server. */
  public boolean fillBlocks() throws SQLException {
    for (String server : servers()) {
      if (fillBlocks(server)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a block has no short form yet, since this was asked last. */
  public boolean missed() {
    return blocks.missed();
  }

  /** Returns the number of the newest record of a server; 0 when there is none. */
  public long last(String server) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Optional<Integer> number = servers.number(connection, server);
      return number.isEmpty() ? 0 : Place.number(lastPlace(connection, number.get()));
    }
  }

  /** Returns the place of the newest record, or of number 0 when there is none. */
  private static long lastPlace(Connection connection, int server) throws SQLException {
    long before = Place.of(server, 0);
    return Entry.read(connection, Entry.DOWNWARD, before, Place.of(server + 1, 0) - 1, 1).stream()
        .findFirst()
        .map(Entry::place)
        .orElse(before);
  }

  /** Returns all servers that have records here, sorted. */
  public List<String> servers() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return List.copyOf(servers.all(connection).keySet());
    }
  }

  /** Returns the server that wrote the newest record; empty for an empty table. */
  public Optional<String> newestServer() throws SQLException {
    String newest = "";
    Instant at = Instant.MIN;
    try (Connection connection = database.getConnection()) {
      for (Map.Entry<String, Integer> each : servers.all(connection).entrySet()) {
        long last = lastPlace(connection, each.getValue());
        for (Entry entry : Entry.read(connection, last, last)) {
          Instant written = Facts.of(entry.body()).at();
          if (written.isAfter(at)) {
            at = written;
            newest = each.getKey();
          }
        }
      }
    }
    return newest.isEmpty() ? Optional.empty() : Optional.of(newest);
  }

  /** Returns records of a server after a number, in order. */
  public List<ChainedRecord> after(String server, long number, int limit) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Optional<Integer> no = servers.number(connection, server);
      if (no.isEmpty()) {
        return List.of();
      }
      return Entry.read(
              connection,
              Entry.UPWARD,
              Place.of(no.get(), number + 1),
              Place.of(no.get() + 1, 0) - 1,
              limit)
          .stream()
          .map(entry -> entry.chained(server))
          .toList();
    }
  }

  /** Returns a record by its id. */
  public Optional<ChainedRecord> byId(String id) throws SQLException {
    return named(id, facts -> facts.id().equals(id), 1).stream().findFirst();
  }

  /** Returns the records of a sign-in, at most 1000. */
  public List<ChainedRecord> byRequest(String requestId) throws SQLException {
    return named(requestId, facts -> facts.requestId().equals(requestId), MOST_OF_A_REQUEST);
  }

  private List<ChainedRecord> named(String name, Predicate<Facts> is, int limit)
      throws SQLException {
    List<ChainedRecord> found = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (Map.Entry<String, Integer> each : servers.all(connection).entrySet()) {
        long last = lastPlace(connection, each.getValue());
        for (long block : Blocks.holding(connection, each.getValue(), last, name)) {
          for (Entry entry : Entry.read(connection, Block.first(block), Block.last(block))) {
            if (found.size() < limit && is.test(Facts.of(entry.body()))) {
              found.add(entry.chained(each.getKey()));
            }
          }
          if (found.size() >= limit) {
            return found;
          }
        }
      }
    }
    return found;
  }

  /** Returns the records that fit a search, newest first. */
  public List<Numbered> search(Search search) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Map<String, Integer> all = servers.all(connection);
      Newest newest = new Newest(connection, search, servers.names());
      for (Map.Entry<String, Integer> each : all.entrySet()) {
        if (search.of(each.getKey())) {
          int no = each.getValue();
          newest.add(each.getKey(), spans.of(connection, no, lastPlace(connection, no)));
        }
      }
      return newest.find();
    }
  }

  /**
   * Returns after everything committed is on disk. H2 acknowledges a commit before that; other
   * databases do not.
   */
  public void force() throws SQLException {
    synchronized (inserting) {
      try (Connection connection = database.getConnection()) {
        file.force(connection);
      } catch (SQLException failure) {
        forget();
        throw failure;
      }
    }
  }
}
