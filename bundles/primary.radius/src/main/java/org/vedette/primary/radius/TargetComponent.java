package org.vedette.primary.radius;

import java.time.InstantSource;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.lifecycle.FactoryPid;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.secret.SecretVault;

/**
 * One configured target. Registers its services itself, because its property carries a name that is
 * part of the PID: {@code org.vedette.primary.radius~old} is {@code radius:old}.
 */
@Component(
    name = TargetComponent.PID,
    service = {},
    immediate = true,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TargetConfig.class, factory = true)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"org.vedette.api.primary.PrimaryAuthenticator\"",
    effective = "active")
@ReplicatedSettings(TargetComponent.PID)
public final class TargetComponent {
  /** Factory PID; an instance is this, a tilde, and its name. */
  static final String PID = "org.vedette.primary.radius";

  private final TargetCapability capability;
  private final ConfiguredTarget target;
  private final String pid;
  private final ServiceRegistration<?> registration;

  /**
   * Made by DS.
   *
   * @param defaults only there for its defaults, which DS adds to the properties
   */
  @Activate
  public TargetComponent(
      BundleContext context,
      Map<String, Object> properties,
      TargetConfig defaults,
      @Reference SecretVault vault,
      @Reference TargetCapability capability) {
    this.capability = capability;
    FactoryPid instance = FactoryPid.of(properties, PID);
    String name = instance.name();
    this.pid = instance.pid();
    this.target =
        new ConfiguredTarget(name, pid, vault, capability.dictionary(), InstantSource.system());
    target.configure(properties);
    capability.targets().add(pid, target::health);
    Hashtable<String, Object> keys = new Hashtable<>();
    keys.put(PrimaryAuthenticator.PROPERTY, "radius:" + name);
    keys.put(AccountingForwarder.PROPERTY, "radius:" + name);
    String[] services = {PrimaryAuthenticator.class.getName(), AccountingForwarder.class.getName()};
    this.registration = context.registerService(services, target, keys);
  }

  @Modified
  void modified(Map<String, Object> properties, TargetConfig defaults) {
    target.configure(properties);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    capability.targets().remove(pid);
    target.close();
  }
}
