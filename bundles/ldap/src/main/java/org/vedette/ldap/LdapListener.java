package org.vedette.ldap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.listener.BadSettingException;

/**
 * The listener as a component: settings, and services that come and go. Its connections outlive all
 * of them.
 */
@Component(
    immediate = true,
    service = {Capability.class, RecordListener.class},
    configurationPid = LdapConfig.PID,
    property = Capability.PROPERTY + "=ldap")
@Designate(ocd = LdapConfig.class)
public final class LdapListener implements Capability, RecordListener {
  private static final Logger LOG = LoggerFactory.getLogger(LdapListener.class);

  private final String version;
  private final Path base;
  private final LdapServer server;
  private volatile Health settingsHealth = Health.ok();

  /** Started by DS; the handover is of the one bundle that is never replaced. */
  @Activate
  public LdapListener(BundleContext context, @Reference Handover handover, LdapConfig config)
      throws IOException {
    version = context.getBundle().getVersion().toString();
    String home = context.getProperty("karaf.base");
    base = Path.of(home == null ? "." : home).toAbsolutePath();
    server =
        new LdapServer(
            InstantSource.system(),
            System::nanoTime,
            handover,
            read(config).orElse(LdapSettings.OFF));
    server.open();
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(LdapConfig config) {
    read(config).ifPresent(server::configure);
  }

  /** Says goodbye to all who are connected, and leaves the sockets for the successor. */
  @Deactivate
  void close() {
    server.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindSockets",
      unbind = "unbindSockets")
  void bindSockets(SocketHolder sockets) {
    server.sockets(sockets);
  }

  void unbindSockets(SocketHolder sockets) {
    server.unbind(sockets);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindCore",
      unbind = "unbindCore")
  void bindCore(AuthenticationService core, Map<String, Object> properties) {
    server.core().add(ranking(properties), core);
  }

  void unbindCore(AuthenticationService core) {
    server.core().remove(core);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindRecords",
      unbind = "unbindRecords")
  void bindRecords(Records records) {
    server.records(records);
  }

  void unbindRecords(Records records) {
    server.unbind(records);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindLockouts",
      unbind = "unbindLockouts")
  void bindLockouts(Lockouts lockouts) {
    server.standing().lockouts(lockouts);
  }

  void unbindLockouts(Lockouts lockouts) {
    server.standing().unbind(lockouts);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindDirectory",
      unbind = "unbindDirectory")
  void bindDirectory(DirectoryServers directory, Map<String, Object> properties) {
    server.directories().add(name(properties), ranking(properties), directory);
  }

  void unbindDirectory(DirectoryServers directory, Map<String, Object> properties) {
    server.directories().remove(name(properties), directory);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindSource",
      unbind = "unbindSource")
  void bindSource(DirectorySource source, Map<String, Object> properties) {
    server.sources().add(name(properties), ranking(properties), source);
  }

  void unbindSource(DirectorySource source, Map<String, Object> properties) {
    server.sources().remove(name(properties), source);
  }

  @Override
  public void changed(Set<RecordType<?>> types) {
    if (types.contains(Application.TYPE)) {
      server.refresh();
    }
    if (types.contains(PolicyRule.TYPE)) {
      server.forgetAll();
    }
  }

  @Override
  public String id() {
    return "ldap";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> addresses() {
    return server.addresses();
  }

  @Override
  public int inFlight() {
    return server.inFlight();
  }

  @Override
  public Health health() {
    return settingsHealth.status() == Health.Status.OK ? server.health() : settingsHealth;
  }

  private Optional<LdapSettings> read(LdapConfig config) {
    try {
      LdapSettings settings = LdapSettings.of(base, config);
      settingsHealth = Health.ok();
      return Optional.of(settings);
    } catch (BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings stay in force."
              + " pid={} key={} problem=\"{}\"",
          LdapConfig.PID,
          bad.key(),
          bad.problem());
      settingsHealth =
          Health.critical(
              "Mend " + bad.key() + " in etc/" + LdapConfig.PID + ".cfg: " + bad.problem() + ".");
      return Optional.empty();
    }
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(DirectoryProbe.PROPERTY));
  }

  private static int ranking(Map<String, Object> properties) {
    return properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
  }
}
