package org.vedette.accounting;

import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.store.DatabaseFile;

/**
 * Brings the tables up to date before anybody gets the data source; named by {@code ops4j.preHook}
 * in the data source's file.
 */
@Component(property = PreHook.KEY_NAME + "=" + AccountingTables.NAME)
public final class AccountingTables implements PreHook {
  static final String NAME = "vedette.accounting";

  private final List<URL> scripts;

  /** Finds the scripts in the bundle. */
  @Activate
  public AccountingTables(BundleContext context) {
    this(scripts(context.getBundle().findEntries("db/migration", "*.sql", false)));
  }

  AccountingTables(List<URL> scripts) {
    this.scripts = scripts;
  }

  private static List<URL> scripts(@Nullable Enumeration<URL> found) {
    return Optional.ofNullable(found).map(Collections::list).map(List::copyOf).orElse(List.of());
  }

  @Override
  public void prepare(DataSource database) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = AccountingTables.class.getClassLoader();
    // The database's own threads begin at the first connection and keep the loader they find.
    thread.setContextClassLoader(database.getClass().getClassLoader());
    try (Connection first = database.getConnection()) {
      DatabaseFile.keep(first);
      // Flyway looks for its own parts by the context class loader.
      thread.setContextClassLoader(own);
      Flyway.configure(own)
          .dataSource(database)
          .locations(new Location[0])
          .resourceProvider(new MigrationScripts(scripts))
          .load()
          .migrate();
    } catch (FlywayException refused) {
      throw new SQLException("tables of " + NAME + ": " + refused.getMessage(), refused);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
