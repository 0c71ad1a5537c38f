package org.vedette.store.db;

import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.vedette.api.store.DatabaseFile;

/** Brings the tables to the newest version. */
public final class Migrations {
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
      DatabaseFile.keep(first);
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
