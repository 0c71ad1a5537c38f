package org.vedette.gateway.mail;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.HealthBoard;

/** The capability of this bundle: tells how all configured gateways feel. */
@Component(
    service = {Capability.class, MailCapability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + MailCapability.ID)
public final class MailCapability implements Capability {
  static final String ID = "gateway.mail";

  private final HealthBoard gateways = new HealthBoard();
  private final Silence silence = new Silence();
  private final String version;

  /** Made by DS. */
  @Activate
  public MailCapability(BundleContext context) {
    this.version = context.getBundle().getVersion().toString();
  }

  @Deactivate
  void deactivate() {
    silence.close();
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
