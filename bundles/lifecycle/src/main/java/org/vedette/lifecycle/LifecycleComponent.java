package org.vedette.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Begun;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityReport;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Actor;
import org.vedette.lifecycle.desk.Office;
import org.vedette.lifecycle.platform.OsgiPlatform;

/**
 * The bundle's one component. Starts before the other capabilities (its feature gives it a lower
 * start level), so that an update left half done is settled before the bundle concerned runs.
 */
@Component(
    service = {CapabilityDesk.class, Capability.class},
    immediate = true,
    configurationPid = LifecycleConfig.PID,
    property = Capability.PROPERTY + "=" + LifecycleComponent.ID)
@Designate(ocd = LifecycleConfig.class)
public final class LifecycleComponent implements CapabilityDesk, Capability {
  static final String ID = "lifecycle";
  private static final Logger LOG = LoggerFactory.getLogger(LifecycleComponent.class);
  private static final int MIN_SECONDS = 1;
  private static final int MAX_SECONDS = 20;
  private static final int DEFAULT_SECONDS = 4;

  private final BundleContext context;
  private final String version;
  private final OsgiPlatform platform;
  private final Office office;
  private final BundleListener bundles;
  private final ServiceRegistration<ArtifactInstaller> deploy;
  private volatile Duration activation = Duration.ofSeconds(DEFAULT_SECONDS);
  private volatile Health health = Health.ok();

  /**
   * Started by DS.
   *
   * @throws IOException when {@code var/lifecycle} cannot be used
   */
  @Activate
  public LifecycleComponent(BundleContext context, LifecycleConfig config) throws IOException {
    this.context = context;
    version = context.getBundle().getVersion().toString();
    modified(config);
    Path base = Path.of(property("karaf.base", "."));
    Path repository =
        Path.of(property("karaf.home", base.toString()))
            .resolve(property("karaf.default.repository", "system"));
    platform = new OsgiPlatform(context, Since.take(context), InstantSource.system());
    office = new Office(platform, base.resolve("var/lifecycle"), repository, () -> activation);
    bundles = this::happened;
    context.addBundleListener(bundles);
    deploy = context.registerService(ArtifactInstaller.class, office.deploy(), null);
    Path temporary = Path.of(property("karaf.data", base.resolve("data").toString()));
    // Made here: when it is opened this bundle may have been replaced, and load no more classes.
    DeployWatcher watcher =
        new DeployWatcher(context, base, temporary.resolve("generated-bundles"));
    office.open(platform::open, watcher::open);
  }

  private String property(String name, String otherwise) {
    return Optional.ofNullable(context.getProperty(name)).orElse(otherwise);
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(LifecycleConfig config) {
    int seconds = config.activationSeconds();
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      LOG.error(
          "A setting is not valid; the last good one stays in force pid={} key=activationSeconds"
              + " problem=\"{} is not {} to {}\"",
          LifecycleConfig.PID,
          seconds,
          MIN_SECONDS,
          MAX_SECONDS);
      health =
          Health.critical(
              "Mend activationSeconds in etc/%s.cfg: %d to %d."
                  .formatted(LifecycleConfig.PID, MIN_SECONDS, MAX_SECONDS));
      return;
    }
    activation = Duration.ofSeconds(seconds);
    health = Health.ok();
  }

  /** Leaves what the successor must know; an operation under way goes on. */
  @Deactivate
  void close() {
    deploy.unregister();
    context.removeBundleListener(bundles);
    Since.leave(context, platform.known());
    office.close();
  }

  private void happened(BundleEvent event) {
    if (event.getType() == BundleEvent.INSTALLED) {
      office.installed(event.getBundle().getBundleId());
    }
    if (event.getType() == BundleEvent.STARTED && event.getBundle().getSymbolicName() != null) {
      office.started(event.getBundle().getSymbolicName(), event.getBundle().getBundleId());
    }
  }

  @Override
  public List<CapabilityReport> list() {
    return office.desk().list();
  }

  @Override
  public CompletionStage<Begun> update(Path jar, String wanted, Actor actor) {
    return office.desk().update(jar, wanted, actor);
  }

  @Override
  public CompletionStage<Begun> rollback(String id, Actor actor) {
    return office.desk().rollback(id, actor);
  }

  @Override
  public CompletionStage<Begun> enable(String id, Actor actor) {
    return office.desk().enable(id, actor);
  }

  @Override
  public CompletionStage<Begun> disable(String id, Actor actor) {
    return office.desk().disable(id, actor);
  }

  @Override
  public Optional<CapabilityOperation> operation(String operation) {
    return office.desk().operation(operation);
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
    return health.status() == Health.Status.OK ? office.health() : health;
  }

  @Override
  public int inFlight() {
    return office.underWay();
  }
}
