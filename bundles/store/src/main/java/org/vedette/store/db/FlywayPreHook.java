package org.vedette.store.db;

import java.net.URL;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Brings the tables up to date before anybody gets the data source; named by {@code ops4j.preHook}
 * in the file of the data source.
 */
@Component(property = PreHook.KEY_NAME + "=" + FlywayPreHook.NAME)
public final class FlywayPreHook implements PreHook {
  static final String NAME = "vedette.store";

  private final Bundle bundle;

  /** Takes the scripts from its own bundle. */
  @Activate
  public FlywayPreHook(BundleContext context) {
    this.bundle = context.getBundle();
  }

  @Override
  public void prepare(DataSource database) throws SQLException {
    java.util.@Nullable Enumeration<URL> scripts =
        bundle.findEntries("db/migration", "*.sql", false);
    try {
      Migrations.run(
          database, new MigrationScripts(scripts == null ? List.of() : Collections.list(scripts)));
    } catch (FlywayException refused) {
      throw new SQLException("tables of vedette.store: " + Causes.root(refused), refused);
    }
  }
}
