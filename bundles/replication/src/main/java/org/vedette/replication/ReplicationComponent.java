package org.vedette.replication;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.KeyTransfer;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Journal;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.api.store.SharedLog;
import org.vedette.replication.member.Means.ServerSettings;
import org.vedette.replication.member.Server;
import org.vedette.replication.member.Services;

/** The cluster as a service. A server that stands alone has nothing open and nothing to do. */
@Component(
    service = Capability.class,
    immediate = true,
    configurationPid = ReplicationConfig.PID,
    property = Capability.PROPERTY + "=" + ReplicationComponent.ID)
@Designate(ocd = ReplicationConfig.class)
public final class ReplicationComponent implements Capability {
  static final String ID = "replication";
  private static final Logger LOG = LoggerFactory.getLogger(ReplicationComponent.class);
  private static final String RUNNING = "org.vedette.replication/running";
  private static final Duration REPLACED = Duration.ofSeconds(30);

  private final String version;
  private final Handover handover;
  private final Services services;
  private final Server server;
  private final List<ServiceRegistration<?>> registrations;
  private volatile ServerSettings settings;
  private volatile @Nullable String wrong;
  private volatile @Nullable ServiceRegistration<?> peers;

  /** Started by DS; goes on where this server was on a thread of its own. */
  @Activate
  public ReplicationComponent(
      BundleContext context, @Reference Handover handover, ReplicationConfig config) {
    this.version = context.getBundle().getVersion().toString();
    this.handover = handover;
    try {
      this.settings = Settings.of(config);
    } catch (IllegalArgumentException bad) {
      this.settings = Settings.defaults();
      refuse(bad);
    }
    Threads.warmUp();
    Path base = Path.of(Optional.ofNullable(context.getProperty("karaf.base")).orElse("."));
    this.services = new Services();
    this.server =
        new Server(
            base.resolve("var").resolve("cluster"),
            services,
            () -> settings,
            version,
            Threads.moving(),
            Threads.few("handing", 1),
            Threads.few("desk", 2),
            peers -> offer(context, peers));
    this.registrations =
        List.of(
            context.registerService(Cluster.class, server.cluster(), null),
            context.registerService(SharedLog.class, server.log(), null));
    server.start(handover.take(RUNNING).isPresent());
  }

  /** Takes new settings; wrong ones are refused as a whole. */
  @Modified
  void modified(ReplicationConfig config) {
    try {
      settings = Settings.of(config);
      wrong = null;
    } catch (IllegalArgumentException bad) {
      refuse(bad);
    }
  }

  private void refuse(IllegalArgumentException bad) {
    wrong = bad.getMessage();
    LOG.error(
        "Settings are refused, the last good ones stay. pid={} problem=\"{}\"",
        ReplicationConfig.PID,
        bad.getMessage());
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindRecords(Records found) {
    services.records().add(found);
  }

  void unbindRecords(Records gone) {
    services.records().remove(gone);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindChanges(ChangeLog found) {
    services.changes().add(found);
  }

  void unbindChanges(ChangeLog gone) {
    services.changes().remove(gone);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindApplier(ChangeApplier found) {
    services.applier().add(found);
  }

  void unbindApplier(ChangeApplier gone) {
    services.applier().remove(gone);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindVault(SecretVault found) {
    services.vault().add(found);
  }

  void unbindVault(SecretVault gone) {
    services.vault().remove(gone);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindKeys(KeyTransfer found) {
    services.keys().add(found);
  }

  void unbindKeys(KeyTransfer gone) {
    services.keys().remove(gone);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindState(SharedState found) {
    services.state().add(found);
    server.stateFound();
  }

  void unbindState(SharedState gone) {
    services.state().remove(gone);
  }

  private void offer(BundleContext context, Optional<StatePeers> others) {
    ServiceRegistration<?> before = peers;
    peers = null;
    if (before != null) {
      before.unregister();
    }
    others.ifPresent(it -> peers = context.registerService(StatePeers.class, it, null));
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindJournal(Journal found) {
    services.journal().add(found);
  }

  void unbindJournal(Journal gone) {
    services.journal().remove(gone);
  }

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  void bindAudit(AuditExchange found) {
    services.audit().add(found);
  }

  void unbindAudit(AuditExchange gone) {
    services.audit().remove(gone);
  }

  /** Leaves the port; a successor goes on at once. */
  @Deactivate
  void close() {
    registrations.forEach(ServiceRegistration::unregister);
    if (server.close()) {
      handover.leave(RUNNING, new byte[] {1}, REPLACED);
    }
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
  public List<String> addresses() {
    return server.open() ? List.of("tcp " + settings.bind() + ":" + settings.port()) : List.of();
  }

  @Override
  public Health health() {
    String bad = wrong;
    return bad == null
        ? server.health()
        : Health.critical("Settings of " + ReplicationConfig.PID + " are refused: " + bad);
  }
}
