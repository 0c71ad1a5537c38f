package org.vedette.api.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * The file of a database in H2: written between two transactions, by whoever makes them, and never
 * by H2 itself, which takes one table after the other while transactions go on. A process that is
 * killed after that leaves parts of transactions behind.
 *
 * <p>It is not written while the disk is nearly full: H2 would close the database, and open it
 * again as it was on the disk. Other databases than H2 write by themselves; nothing is done for
 * them.
 *
 * <p>Not thread-safe: used by whoever is alone in writing. What is in memory only must be in a log.
 */
public final class DatabaseFile {
  /** Bytes that must be free on the disk. */
  static final long ROOM = 16 << 20;

  /** 23 days in milliseconds, which no database passes without being written. */
  private static final String NOT_BY_ITSELF = "SET WRITE_DELAY 2000000000";

  private static final long SAVED_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

  private final ToLongFunction<Path> usable;
  private long saved = System.nanoTime();

  /** The file of one database. */
  public DatabaseFile() {
    this(folder -> folder.toFile().getUsableSpace());
  }

  DatabaseFile(ToLongFunction<Path> usable) {
    this.usable = usable;
  }

  /**
   * Keeps H2 from writing by itself. It counts for databases that exist already; {@code
   * WRITE_DELAY} in the address counts when one is opened again.
   */
  public static void keep(Connection connection) throws SQLException {
    if (isH2(connection)) {
      run(connection, NOT_BY_ITSELF);
    }
  }

  /** Writes what was committed, if that is half a second ago; see {@link #save}. */
  public void saveNowAndThen(Connection connection) throws SQLException {
    if (System.nanoTime() - saved >= SAVED_EVERY) {
      save(connection);
      saved = System.nanoTime();
    }
  }

  /**
   * Writes what was committed, without waiting for the disk. Not within a transaction.
   *
   * @throws SQLException when there is no room, with nothing changed; or when it cannot be written:
   *     the database may be as it was on the disk then
   */
  public void save(Connection connection) throws SQLException {
    write(connection, "CHECKPOINT");
  }

  /** As {@link #save}, and returns after everything is on the disk. */
  public void force(Connection connection) throws SQLException {
    write(connection, "CHECKPOINT SYNC");
  }

  private void write(Connection connection, String how) throws SQLException {
    if (isH2(connection)) {
      look(connection);
      run(connection, how);
    }
  }

  private void look(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("CALL DATABASE_PATH()")) {
      String path = row.next() ? row.getString(1) : null;
      Path folder = path == null ? null : Path.of(path).getParent();
      if (folder != null) {
        long free = usable.applyAsLong(folder);
        if (free < ROOM) {
          throw new SQLException(
              "only " + (free >> 20) + " MiB are free on the disk of " + folder + ": make room");
        }
      }
    }
  }

  private static boolean isH2(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
