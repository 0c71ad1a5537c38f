package org.vedette.sync;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.enroll.EnrollmentService;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.api.sync.SyncDesk;
import org.vedette.sync.run.Ports;

/** Synchronization as a service, with a clock. */
@Component(
    service = Capability.class,
    immediate = true,
    configurationPid = SyncConfig.PID,
    property = Capability.PROPERTY + "=" + SyncComponent.ID)
@Designate(ocd = SyncConfig.class)
@ReplicatedSettings(SyncConfig.PID)
public final class SyncComponent implements Capability {
  static final String ID = "sync";
  private static final Logger LOG = LoggerFactory.getLogger(SyncComponent.class);
  private static final int TICK_SECONDS = 2;

  private final String version;
  private final ServiceDirectory<String, DirectorySource> sources = new ServiceDirectory<>();
  private final ScheduledThreadPoolExecutor clock = threads("vedette-sync-clock");
  private final ScheduledThreadPoolExecutor runs = threads("vedette-sync-run");
  private final Engine engine;
  private final ServiceRegistration<SyncDesk> desk;
  private volatile SyncSettings settings = SyncSettings.DEFAULTS;
  private volatile Optional<String> wrong = Optional.empty();

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Records records;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable ChangeLog changeLog;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable EnrollmentService enrollmentService;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable UserMails userMails;

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable Cluster cluster;

  /** Started by DS. */
  @Activate
  public SyncComponent(BundleContext context, Map<String, Object> properties, SyncConfig defaults) {
    version = context.getBundle().getVersion().toString();
    String base = Optional.ofNullable(context.getProperty("karaf.base")).orElse(".");
    modified(properties, defaults);
    Ports ports =
        new Ports(
            () -> Optional.ofNullable(records),
            () -> Optional.ofNullable(changeLog),
            () -> Optional.ofNullable(enrollmentService),
            () -> Optional.ofNullable(userMails),
            sources::find,
            InstantSource.system(),
            UUID::randomUUID);
    engine =
        new Engine(
            ports,
            () -> settings,
            new RunFiles(Path.of(base, "var", "sync")),
            new Readiness(
                ports, SyncComponent::host, () -> Optional.ofNullable(cluster).map(Cluster::view)),
            runs,
            ZoneId.systemDefault());
    desk = context.registerService(SyncDesk.class, engine, null);
    clock.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
  }

  private static ScheduledThreadPoolExecutor threads(String name) {
    return new ScheduledThreadPoolExecutor(
        1,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  private void tick() {
    try {
      engine.tick();
    } catch (RuntimeException bug) {
      LOG.error("Looking whether it is time for a run has failed.", bug);
    }
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(Map<String, Object> properties, SyncConfig defaults) {
    SyncSettings.Read read = SyncSettings.read(properties);
    if (read.problems().isEmpty()) {
      settings = read.settings();
      wrong = Optional.empty();
      return;
    }
    for (SettingText.Problem problem : read.problems()) {
      LOG.error(
          "Settings are wrong, the last good ones stay. pid={} key={} problem=\"{}\"",
          SyncConfig.PID,
          problem.key(),
          problem.text());
    }
    SettingText.Problem first = read.problems().get(0);
    wrong =
        Optional.of(
            "settings " + SyncConfig.PID + " are wrong: " + first.key() + " " + first.text());
  }

  /** A directory can be read. */
  @Reference(cardinality = MULTIPLE, policy = DYNAMIC, unbind = "unbindSource")
  void bindSource(DirectorySource source, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    sources.add(name(properties), ranking instanceof Integer number ? number : 0, source);
  }

  /** A directory goes. */
  void unbindSource(DirectorySource source, Map<String, Object> properties) {
    sources.remove(name(properties), source);
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(DirectoryProbe.PROPERTY));
  }

  /** Lets a run come to a safe place; the successor goes on. */
  @Deactivate
  void close() {
    clock.shutdownNow();
    desk.unregister();
    engine.close();
    runs.shutdownNow();
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
    return List.of();
  }

  @Override
  public int inFlight() {
    return runs.getActiveCount();
  }

  @Override
  public Health health() {
    return wrong
        .map(Health::critical)
        .or(() -> engine.trouble().map(Health::warn))
        .orElseGet(() -> new Health(Health.Status.OK, engine.oddities()));
  }
}
