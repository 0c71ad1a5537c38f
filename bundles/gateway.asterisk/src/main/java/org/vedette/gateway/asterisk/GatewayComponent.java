package org.vedette.gateway.asterisk;

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
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.lifecycle.FactoryPid;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.http.callback.TrackedDesks;

/**
 * One configured gateway. Registers its service itself, because its property carries a name that is
 * part of the PID: {@code org.vedette.gateway.asterisk~main} is {@code asterisk:main}.
 */
@Component(
    name = GatewayComponent.PID,
    service = {},
    immediate = true,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GatewayConfig.class, factory = true)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"org.vedette.api.delivery.DeliveryGateway\"",
    effective = "active")
@ReplicatedSettings(GatewayComponent.PID)
public final class GatewayComponent {
  /** Factory PID; an instance is this, a tilde, and its name. */
  static final String PID = "org.vedette.gateway.asterisk";

  private final GatewayCapability capability;
  private final TrackedDesks desks;
  private final ConfiguredGateway gateway;
  private final String pid;
  private final ServiceRegistration<?> registration;

  /**
   * Made by DS.
   *
   * @param defaults only there for its defaults, which DS adds to the properties
   */
  @Activate
  public GatewayComponent(
      BundleContext context,
      Map<String, Object> properties,
      GatewayConfig defaults,
      @Reference SecretVault vault,
      @Reference GatewayCapability capability) {
    this.capability = capability;
    FactoryPid instance = FactoryPid.of(properties, PID);
    String name = instance.name();
    this.pid = instance.pid();
    this.desks = new TrackedDesks(context);
    this.gateway = new ConfiguredGateway(name, pid, vault, desks, InstantSource.system());
    gateway.configure(properties);
    capability.gateways().add(pid, gateway::health);
    Hashtable<String, Object> keys = new Hashtable<>();
    keys.put(DeliveryGateway.PROPERTY, Switchboard.CHANNEL);
    keys.put(DeliveryGateway.NAME, "asterisk:" + name);
    this.registration = context.registerService(DeliveryGateway.class, gateway, keys);
  }

  @Modified
  void modified(Map<String, Object> properties, GatewayConfig defaults) {
    gateway.configure(properties);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    capability.gateways().remove(pid);
    gateway.close();
    desks.close();
  }
}
