package org.vedette.primary.ntlm;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.HealthBoard;

/** The capability of this bundle: tells how all configured domains feel. */
@Component(
    service = {Capability.class, NtlmCapability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + NtlmCapability.ID)
public final class NtlmCapability implements Capability {
  static final String ID = "primary.ntlm";

  private final HealthBoard domains = new HealthBoard();
  private final String version;

  /** Made by DS. */
  @Activate
  public NtlmCapability(BundleContext context) {
    this.version = context.getBundle().getVersion().toString();
  }

  HealthBoard domains() {
    return domains;
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
    return domains.health();
  }
}
