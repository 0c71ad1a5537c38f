package org.vedette.store.db;

import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;

/**
 * Brings the tables to the newest version.
 *
 * <p>H2 writes what was committed to its file by a thread of its own, half a second later, and
 * takes one table after the other while transactions go on. A process that is killed after that
 * leaves parts of transactions behind: a place that says more than the records hold. So that thread
 * is kept from it here, and by {@code WRITE_DELAY} in the address of the database, which also
 * counts when the database is opened again; {@link RecordStore} has it written between two changes.
 */
public final class Migrations {
  /** 23 days in milliseconds, which no database passes without being written. */
  private static final String NOT_BY_ITSELF = "SET WRITE_DELAY 2000000000";

  private static final String FOLDER = "db/migration";

  private Migrations() {}

  /**
   * Runs what has not run yet.
   *
   * @param scripts finds those of a folder; each product has its own
   * @throws SQLException when the database cannot be opened
   * @throws FlywayException when a script fails or the tables are of a newer version
   */
  public static void run(DataSource database, Function<String, List<URL>> scripts)
      throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = Migrations.class.getClassLoader();
    // The database's own threads begin at the first connection and keep the loader they find.
    thread.setContextClassLoader(database.getClass().getClassLoader());
    try (Connection first = database.getConnection()) {
      boolean postgres = first.getMetaData().getDatabaseProductName().equals("PostgreSQL");
      if (!postgres) {
        try (Statement statement = first.createStatement()) {
          statement.execute(NOT_BY_ITSELF);
        }
      }
      // Flyway looks for its own parts by the context class loader.
      thread.setContextClassLoader(own);
      Flyway.configure(own)
          .dataSource(database)
          .locations(new Location[0])
          .resourceProvider(
              new MigrationScripts(scripts.apply(postgres ? FOLDER + "/postgresql" : FOLDER)))
          .load()
          .migrate();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
