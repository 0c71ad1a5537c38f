package org.vedette.gateway.asterisk;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.HealthBoard;

/** The capability of this bundle: tells how all configured gateways feel. */
@Component(
    service = {Capability.class, GatewayCapability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + GatewayCapability.ID)
public final class GatewayCapability implements Capability {
  static final String ID = "gateway.asterisk";

  private final HealthBoard gateways = new HealthBoard();
  private final String version;

  /** Made by DS. */
  @Activate
  public GatewayCapability(BundleContext context) {
    this.version = context.getBundle().getVersion().toString();
  }

  HealthBoard gateways() {
    return gateways;
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
    return gateways.health();
  }
}
