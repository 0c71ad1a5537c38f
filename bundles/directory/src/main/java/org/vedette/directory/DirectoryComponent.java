package org.vedette.directory;

import java.time.InstantSource;
import java.util.Dictionary;
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
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.FactoryPid;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.secret.SecretVault;

/**
 * One configured directory. Registers its services itself, because their properties carry a name
 * that is part of the PID: {@code org.vedette.directory~corp} is {@code directory:corp}.
 */
@Component(
    name = DirectoryComponent.PID,
    service = {},
    immediate = true,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DirectoryConfig.class, factory = true)
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>=\"org.vedette.api.primary.PrimaryAuthenticator,"
            + "org.vedette.api.directory.DirectoryProbe,"
            + "org.vedette.api.directory.DirectorySource,"
            + "org.vedette.api.directory.DirectoryServers\"",
    effective = "active")
@ReplicatedSettings(DirectoryComponent.PID)
public final class DirectoryComponent {
  /** Factory PID; an instance is this, a tilde, and its name. */
  static final String PID = "org.vedette.directory";

  private final DirectoryCapability capability;
  private final ConfiguredDirectory directory;
  private final String pid;
  private final ServiceRegistration<?> registration;
  private final ServiceRegistration<DirectoryServers> servers;

  /**
   * Made by DS.
   *
   * @param defaults only there for its defaults, which DS adds to the properties
   */
  @Activate
  public DirectoryComponent(
      BundleContext context,
      Map<String, Object> properties,
      DirectoryConfig defaults,
      @Reference SecretVault vault,
      @Reference DirectoryCapability capability) {
    this.capability = capability;
    FactoryPid instance = FactoryPid.of(properties, PID);
    String name = instance.name();
    this.pid = instance.pid();
    this.directory = new ConfiguredDirectory(name, pid, vault, InstantSource.system());
    directory.configure(properties);
    capability.add(pid, directory::health);
    Dictionary<String, Object> keys = new Hashtable<>();
    keys.put(PrimaryAuthenticator.PROPERTY, "directory:" + name);
    keys.put(DirectoryProbe.PROPERTY, name);
    this.registration =
        context.registerService(
            new String[] {
              PrimaryAuthenticator.class.getName(),
              DirectoryProbe.class.getName(),
              DirectorySource.class.getName()
            },
            directory,
            keys);
    this.servers = context.registerService(DirectoryServers.class, directory.listed(), keys);
  }

  @Modified
  void modified(Map<String, Object> properties, DirectoryConfig defaults) {
    directory.configure(properties);
  }

  @Deactivate
  void deactivate() {
    servers.unregister();
    registration.unregister();
    capability.remove(pid);
    directory.close();
  }
}
