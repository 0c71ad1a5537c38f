package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.lifecycle.Health;
import org.vedette.lifecycle.files.Names;
import org.vedette.lifecycle.jar.JarCheck;
import org.vedette.lifecycle.platform.Platform;

/** Everything behind the desk, joined. */
public final class Office implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Office.class);

  private final Platform platform;
  private final Home home;
  private final Operator operator;
  private final Desk desk;
  private final DeployFolder deploy;

  /**
   * Opens the office, after what an earlier process left half done is in order.
   *
   * @param root the directory {@code var/lifecycle}
   * @param repository the directory {@code system}
   * @param activation how long an activation may last
   * @throws IOException when the directory cannot be used
   */
  public Office(Platform platform, Path root, Path repository, Supplier<Duration> activation)
      throws IOException {
    this.platform = platform;
    this.home = new Home(root);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Supplier<String> ids = () -> AuditIds.of(random.nextLong());
    Artifacts artifacts = new Artifacts(repository);
    String process = process();
    this.operator = new Operator(platform, home, new Acts(ids, clock), ids, process);
    Works works = new Works(platform, home, new Swap(platform, activation), process);
    JarCheck check = new JarCheck(Runtime.version().feature());
    this.desk =
        new Desk(
            platform,
            home,
            artifacts,
            new Planner(platform, home, artifacts, check),
            works,
            operator,
            clock);
    this.deploy = new DeployFolder(platform, desk, new Names(root.resolve("deployed")));
    new Settlement(platform, home, artifacts, process).settle();
  }

  /**
   * Begins to work, on a thread of its own.
   *
   * @param follow begins to follow what serves
   * @param deploy opens the folder {@code deploy/}; called when the server has started
   */
  public void open(Runnable follow, Runnable deploy) {
    Operator.thread(
        "open",
        () -> {
          follow.run();
          operator.audit();
          if (operator.started()) {
            removeDoubles();
            deploy.run();
          }
        });
  }

  /** Tells this process from the one before, even where it got the same number. */
  private static String process() {
    return ProcessHandle.current().pid()
        + "@"
        + ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** The desk. */
  public CapabilityDesk desk() {
    return desk;
  }

  /** What looks at jars in {@code deploy/}. */
  public DeployFolder deploy() {
    return deploy;
  }

  /** How it feels. */
  public Health health() {
    return operator.health();
  }

  /** How many operations are under way. */
  public int underWay() {
    return operator.idle() ? 0 : 1;
  }

  /** A bundle was started: stops it again if it is disabled. */
  public void started(String symbolicName, long bundle) {
    if (home.disabled().has(symbolicName)) {
      Operator.thread("disable", () -> stop(symbolicName, bundle));
    }
  }

  /** A bundle was installed: if it is a second one of a capability's name it goes again. */
  public void installed(long bundle) {
    if (platform.members().stream().anyMatch(it -> it.bundle() == bundle)) {
      Operator.thread("double", this::removeDoubles);
    }
  }

  private synchronized void removeDoubles() {
    for (Path file : platform.removeDoubles()) {
      LOG.info(
          "A jar in deploy/ had become a second bundle of a capability, which is removed file={}",
          file.getFileName());
      deploy.lies(file.toFile());
    }
  }

  private void stop(String symbolicName, long bundle) {
    try {
      platform.disable(bundle);
      LOG.info("A disabled capability was started and is stopped again bundle={}", symbolicName);
    } catch (BundleException stays) {
      LOG.error(
          "A disabled capability was started and cannot be stopped bundle={} cause={}",
          symbolicName,
          stays.getMessage());
    }
  }

  /** Lets the operation under way end by itself; takes no new ones. */
  @Override
  public void close() {
    operator.close();
  }
}
