package org.vedette.store.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;

/** Brings the tables to the newest version by the scripts that {@code scripts} finds. */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs what has not run yet.
   *
   * @throws SQLException when the database cannot be opened
   * @throws FlywayException when a script fails or the tables are of a newer version
   */
  @SuppressWarnings("try") // The first connection only keeps the database open.
  public static void run(DataSource database, ResourceProvider scripts) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = Migrations.class.getClassLoader();
    // The database's own threads begin at the first connection and keep the loader they find.
    thread.setContextClassLoader(database.getClass().getClassLoader());
    try (Connection first = database.getConnection()) {
      // Flyway looks for its own parts by the context class loader.
      thread.setContextClassLoader(own);
      Flyway.configure(own)
          .dataSource(database)
          .locations(new Location[0])
          .resourceProvider(scripts)
          .load()
          .migrate();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
