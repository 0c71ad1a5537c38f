package org.vedette.shell;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;

/** Tells that the console's command is installed. */
@Component(property = Capability.PROPERTY + "=" + ShellCapability.ID)
public final class ShellCapability implements Capability {
  static final String ID = "shell";

  private final String version;

  /** Started by DS. */
  @Activate
  public ShellCapability(BundleContext context) {
    version = context.getBundle().getVersion().toString();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return version;
  }
}
