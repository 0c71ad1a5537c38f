package org.vedette.radius;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.BundleStartLevel;
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
import org.vedette.api.accounting.AccountingDesk;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.eap.EapServer;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;

/** The listener as a component: settings, and services that come and go. */
@Component(
    immediate = true,
    service = {Capability.class, RecordListener.class},
    configurationPid = RadiusConfig.PID,
    property = Capability.PROPERTY + "=radius")
@Designate(ocd = RadiusConfig.class)
public final class RadiusListener implements Capability, RecordListener {
  private static final Logger LOG = LoggerFactory.getLogger(RadiusListener.class);

  private static final String ACCOUNTING = "org.vedette.accounting";

  private final String version;
  private final RadiusServer server;
  private final ServiceRegistration<RadiusDesk> administration;
  private final StreamDoor streams;
  private volatile Health settingsHealth = Health.ok();

  /** Started by DS. */
  @Activate
  public RadiusListener(
      BundleContext context,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) SocketHolder sockets,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) SecretVault vault,
      RadiusConfig config) {
    version = context.getBundle().getVersion().toString();
    server =
        new RadiusServer(
            sockets,
            vault,
            InstantSource.system(),
            System::nanoTime,
            read(config).orElse(RadiusSettings.DEFAULTS));
    server.reports().storing(() -> isStoring(context));
    streams = new StreamDoor(context);
    server.whenReady(() -> streams.open(server.streams()));
    server.open();
    administration = context.registerService(RadiusDesk.class, server.administration(), null);
  }

  /** Takes new settings; bad ones leave the last good in force. Only changed addresses move. */
  @Modified
  void modified(RadiusConfig config) {
    read(config).ifPresent(server::configure);
  }

  /** Leaves sockets and waiting sign-ins for the successor. */
  @Deactivate
  void close() {
    administration.unregister();
    streams.close();
    server.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindCore",
      unbind = "unbindCore")
  void bindCore(AuthenticationService core, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    server.core().add(ranking instanceof Integer number ? number : 0, core);
  }

  void unbindCore(AuthenticationService core) {
    server.core().remove(core);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindEap",
      unbind = "unbindEap")
  void bindEap(EapServer eap, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    server.rounds().add(ranking instanceof Integer number ? number : 0, eap);
  }

  void unbindEap(EapServer eap) {
    server.rounds().remove(eap);
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
      bind = "bindChanges",
      unbind = "unbindChanges")
  void bindChanges(ChangeLog changes) {
    server.changes(changes);
  }

  void unbindChanges(ChangeLog changes) {
    server.unbind(changes);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "bindAccounting",
      unbind = "unbindAccounting")
  void bindAccounting(AccountingDesk desk) {
    server.reports().add(desk);
  }

  void unbindAccounting(AccountingDesk desk) {
    server.reports().remove(desk);
  }

  /**
   * Whether reports are to be stored: the bundle is installed and not disabled. While it is being
   * replaced its service is gone, and nothing may be acknowledged meanwhile.
   */
  private static boolean isStoring(BundleContext context) {
    for (Bundle each : context.getBundles()) {
      if (ACCOUNTING.equals(each.getSymbolicName())) {
        BundleStartLevel start = each.adapt(BundleStartLevel.class);
        return start != null && start.isPersistentlyStarted();
      }
    }
    return false;
  }

  @Override
  public void changed(Set<RecordType<?>> types) {
    if (types.contains(Application.TYPE) || types.contains(PluginRecord.TYPE)) {
      server.refresh();
    }
  }

  @Override
  public String id() {
    return "radius";
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

  private Optional<RadiusSettings> read(RadiusConfig config) {
    try {
      RadiusSettings settings = RadiusSettings.of(config);
      settingsHealth = Health.ok();
      return Optional.of(settings);
    } catch (BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings stay in force."
              + " pid={} key={} problem=\"{}\"",
          RadiusConfig.PID,
          bad.key(),
          bad.problem());
      settingsHealth =
          Health.critical(
              "Mend " + bad.key() + " in etc/" + RadiusConfig.PID + ".cfg: " + bad.problem() + ".");
      return Optional.empty();
    }
  }
}
