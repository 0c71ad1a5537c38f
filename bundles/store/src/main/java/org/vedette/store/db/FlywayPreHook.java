package org.vedette.store.db;

import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.store.StoreHealth;

/**
 * Brings the tables up to date before anybody gets the data source; named by {@code ops4j.preHook}
 * in the file of the data source. A data source that this fails for is not offered, and is looked
 * at again only when this comes anew: so while the database cannot be reached, this goes and comes
 * every few seconds.
 */
@Component(
    service = {},
    immediate = true)
public final class FlywayPreHook implements PreHook {
  static final String NAME = "vedette.store";

  private static final Logger LOG = LoggerFactory.getLogger(FlywayPreHook.class);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final BundleContext context;
  private final Bundle bundle;
  private final StoreHealth health;
  private @Nullable ServiceRegistration<PreHook> registration;
  private boolean closed;

  /** Takes the scripts from its own bundle. */
  @Activate
  public FlywayPreHook(BundleContext context, @Reference StoreHealth health) {
    this.context = context;
    this.bundle = context.getBundle();
    this.health = health;
    come();
  }

  private void come() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(PreHook.KEY_NAME, NAME);
    // Whoever waits for it runs it at once, on this thread.
    ServiceRegistration<PreHook> fresh = context.registerService(PreHook.class, this, properties);
    synchronized (this) {
      if (!closed) {
        registration = fresh;
        return;
      }
    }
    fresh.unregister();
  }

  private @Nullable ServiceRegistration<PreHook> gone() {
    ServiceRegistration<PreHook> before = registration;
    registration = null;
    return before;
  }

  @Override
  public void prepare(DataSource database) throws SQLException {
    try {
      Migrations.run(database, this::scripts);
    } catch (FlywayException refused) {
      health.report(StoreHealth.DATABASE, Health.critical("tables: " + Causes.root(refused)));
      throw new SQLException("tables of vedette.store: " + Causes.root(refused), refused);
    } catch (SQLException away) {
      String why = "the database of the records cannot be opened: " + Causes.root(away);
      health.report(StoreHealth.DATABASE, Health.critical(why));
      CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::again);
      throw new SQLException(why, away);
    }
  }

  private void again() {
    try {
      ServiceRegistration<PreHook> before;
      synchronized (this) {
        before = gone();
      }
      if (before != null) {
        before.unregister();
        come();
      }
    } catch (IllegalStateException stopped) {
      LOG.debug("The bundle was stopped meanwhile.", stopped);
    }
  }

  private List<URL> scripts(String folder) {
    java.util.@Nullable Enumeration<URL> scripts = bundle.findEntries(folder, "*.sql", false);
    return scripts == null ? List.of() : Collections.list(scripts);
  }

  /** Comes no more. */
  @Deactivate
  void close() {
    ServiceRegistration<PreHook> before;
    synchronized (this) {
      closed = true;
      before = gone();
    }
    if (before != null) {
      before.unregister();
    }
  }
}
