package org.vedette.store.db;

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
   * @throws FlywayException when a script fails or the tables are of a newer version
   */
  public static void run(DataSource database, ResourceProvider scripts) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = Migrations.class.getClassLoader();
    // Flyway looks for its own parts by the context class loader.
    thread.setContextClassLoader(own);
    try {
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
