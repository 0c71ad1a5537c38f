package org.vedette.store;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;

/** The capability of this bundle: the worst of what its parts report. */
@Component(
    service = {Capability.class, StoreHealth.class},
    property = Capability.PROPERTY + "=" + StoreHealth.ID)
public final class StoreHealth implements Capability {
  static final String ID = "store";

  /** The part that reads and writes the database. */
  public static final String DATABASE = "database";

  private final Map<String, Health> parts = new ConcurrentHashMap<>();
  private final String version;

  /** Reports the version of the bundle. */
  @Activate
  public StoreHealth(BundleContext context) {
    this(context.getBundle().getVersion().toString());
  }

  StoreHealth(String version) {
    this.version = version;
    report(DATABASE, Health.critical("The database of the records is not open: see the log."));
  }

  /** Takes what one part reports in place of what it reported before. */
  public void report(String part, Health health) {
    parts.put(part, health);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Health health() {
    return parts.values().stream().max(Comparator.comparing(Health::status)).orElseGet(Health::ok);
  }
}
