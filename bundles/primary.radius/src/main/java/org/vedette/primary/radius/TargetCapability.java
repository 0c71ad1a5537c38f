package org.vedette.primary.radius;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.HealthBoard;
import org.vedette.codec.radius.Dictionary;

/** The capability of this bundle: tells how all configured targets feel. */
@Component(
    service = {Capability.class, TargetCapability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + TargetCapability.ID)
public final class TargetCapability implements Capability {
  static final String ID = "primary.radius";

  private final HealthBoard targets = new HealthBoard();
  private final Dictionary dictionary = Dictionary.shipped();
  private final String version;

  /** Made by DS. */
  @Activate
  public TargetCapability(BundleContext context) {
    this.version = context.getBundle().getVersion().toString();
  }

  HealthBoard targets() {
    return targets;
  }

  /** The dictionary, read once for all targets. */
  Dictionary dictionary() {
    return dictionary;
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
    return targets.health();
  }
}
