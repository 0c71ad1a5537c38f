package org.vedette.directory;

import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.HealthBoard;

/** The capability of this bundle: tells how all configured directories feel. */
@Component(
    service = {Capability.class, DirectoryCapability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + DirectoryCapability.ID)
public final class DirectoryCapability implements Capability {
  static final String ID = "directory";

  private final HealthBoard directories = new HealthBoard();
  private final String version;

  /** Made by DS. */
  @Activate
  public DirectoryCapability(BundleContext context) {
    this(context.getBundle().getVersion().toString());
  }

  DirectoryCapability(String version) {
    this.version = version;
  }

  /** Adds a directory; {@code key} is unique to its component. */
  void add(String key, Supplier<Health> health) {
    directories.add(key, health);
  }

  /** Removes a directory. */
  void remove(String key) {
    directories.remove(key);
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
    return directories.health();
  }
}
