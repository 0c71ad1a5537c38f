package org.vedette.primary.ntlm;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
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
import org.vedette.api.lifecycle.FactoryPid;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.secret.SecretVault;

/**
 * One configured domain. Registers its service itself, because its property carries a name that is
 * part of the PID: {@code org.vedette.primary.ntlm~corp} is {@code ntlm:corp}.
 */
@Component(
    name = NtlmComponent.PID,
    service = {},
    immediate = true,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = NtlmConfig.class, factory = true)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=\"org.vedette.api.primary.PrimaryAuthenticator\"",
    effective = "active")
@ReplicatedSettings(NtlmComponent.PID)
public final class NtlmComponent {
  /** Factory PID; an instance is this, a tilde, and its name. */
  static final String PID = "org.vedette.primary.ntlm";

  /** Property of the process that names another helper. */
  static final String COMMAND = "vedette.ntlm.command";

  private static final String DEFAULT_COMMAND =
      "/usr/bin/ntlm_auth --allow-mschapv2 --helper-protocol=ntlm-server-1";

  private final NtlmCapability capability;
  private final ConfiguredDomain domain;
  private final String pid;
  private final String command;
  private final ServiceRegistration<?> registration;

  /**
   * Made by DS.
   *
   * @param defaults only there for its defaults, which DS adds to the properties
   */
  @Activate
  public NtlmComponent(
      BundleContext context,
      Map<String, Object> properties,
      NtlmConfig defaults,
      @Reference SecretVault vault,
      @Reference NtlmCapability capability) {
    this.capability = capability;
    FactoryPid instance = FactoryPid.of(properties, PID);
    String name = instance.name();
    this.pid = instance.pid();
    this.domain = new ConfiguredDomain(name, pid, vault, InstantSource.system());
    this.command = Optional.ofNullable(context.getProperty(COMMAND)).orElse(DEFAULT_COMMAND);
    domain.configure(withCommand(properties));
    capability.domains().add(pid, domain::health);
    Hashtable<String, Object> keys = new Hashtable<>();
    keys.put(PrimaryAuthenticator.PROPERTY, "ntlm:" + name);
    this.registration = context.registerService(PrimaryAuthenticator.class, domain, keys);
  }

  @Modified
  void modified(Map<String, Object> properties, NtlmConfig defaults) {
    domain.configure(withCommand(properties));
  }

  /**
   * What program runs is no setting that whoever may change settings can change: it is a property
   * of this server's process.
   */
  private Map<String, Object> withCommand(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(NtlmSettings.COMMAND, command);
    return all;
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    capability.domains().remove(pid);
    domain.close();
  }
}
