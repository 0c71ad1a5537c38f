package org.vedette.lifecycle.platform;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.state.Journal;

/**
 * The framework that runs us. Everything goes through the context of the system bundle, which stays
 * valid while this bundle is replaced.
 */
public final class OsgiPlatform implements Platform {
  /** Locations of the bundles that are installed for a moment only begin so. */
  private static final String MOMENTARY = "vedette-lifecycle:";

  private static final String BOOTED = "org.apache.karaf.features.BootFinished";
  private static final String FILE = "file:/";
  private static final long REFRESH_SECONDS = 20;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LISTENER_SECONDS = 5;

  private final BundleContext system;
  private final long own;
  private final Components components;
  private final ServingCapabilities serving;

  /**
   * Takes the framework; nothing is seen to serve before {@link #open}.
   *
   * @param own context of this bundle
   * @param known since when capabilities serve, as a predecessor has seen it
   */
  public OsgiPlatform(BundleContext own, Map<Long, Instant> known, InstantSource clock) {
    this.system = own.getBundle(0).getBundleContext();
    this.own = own.getBundle().getBundleId();
    this.components = new Components(system);
    this.serving = new ServingCapabilities(system, known, clock);
  }

  /**
   * Begins to follow what serves. Not to be called while this bundle is being activated, because
   * its own capability is among them.
   */
  public void open() {
    serving.open();
  }

  /** Returns since when capabilities serve, by bundle, for a successor. */
  public Map<Long, Instant> known() {
    return serving.known();
  }

  @Override
  public List<Member> members() {
    Map<Long, String> ids = serving.ids();
    return Arrays.stream(system.getBundles())
        .filter(it -> it.getSymbolicName() != null)
        .filter(it -> ids.containsKey(it.getBundleId()) || Declared.capability(it))
        .map(
            it ->
                new Member(
                    it.getBundleId(),
                    ids.getOrDefault(it.getBundleId(), Declared.id(it)),
                    it.getSymbolicName(),
                    it.getVersion().toString(),
                    it.getLocation()))
        .sorted(Comparator.comparing(Member::id))
        .toList();
  }

  @Override
  public Optional<Capability> capability(long bundle) {
    return serving.of(bundle);
  }

  @Override
  public Optional<Instant> since(long bundle) {
    return Optional.ofNullable(serving.known().get(bundle));
  }

  @Override
  public Set<String> active() {
    return Arrays.stream(system.getBundles())
        .filter(it -> it.getState() == Bundle.ACTIVE && !it.getLocation().startsWith(MOMENTARY))
        .map(it -> Platform.name(it.getSymbolicName(), it.getBundleId()))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> serving() {
    return Set.copyOf(serving.ids().values());
  }

  @Override
  public Activation activation(long id) {
    Bundle bundle = system.getBundle(id);
    if (bundle == null) {
      return new Activation.Broken("the bundle is gone");
    }
    Optional<String> failure = components.failure(bundle);
    if (failure.isPresent()) {
      return new Activation.Broken(failure.get());
    }
    if (serving.of(id).isPresent()) {
      return new Activation.Ready();
    }
    return new Activation.Waiting(
        components.waiting(bundle).orElse("it has not registered its Capability"));
  }

  @Override
  public boolean up() {
    String wanted = system.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
    int reached = system.getBundle().adapt(FrameworkStartLevel.class).getStartLevel();
    return serving.complete() && reached >= (wanted == null ? 1 : Integer.parseInt(wanted.strip()));
  }

  /** Whether the features of the boot are installed; the platform says so by a service. */
  private boolean booted() {
    try {
      ServiceReference<?> @Nullable [] said = system.getAllServiceReferences(BOOTED, null);
      return said != null && said.length > 0;
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException("no filter is given", impossible);
    }
  }

  @Override
  public synchronized Optional<String> missing(Map<String, String> headers)
      throws BundleException, IOException {
    String name = "org.vedette.lifecycle.trial";
    try (InputStream jar = TrialHeaders.needing(name, headers)) {
      Bundle trial = system.installBundle(MOMENTARY + "trial", jar);
      try {
        if (wiring().resolveBundles(List.of(trial))) {
          return Optional.empty();
        }
        trial.start(Bundle.START_TRANSIENT); // Fails, and says why.
        return Optional.of("the framework does not resolve it");
      } catch (BundleException unresolved) {
        return Optional.of(TrialHeaders.words(String.valueOf(unresolved.getMessage())));
      } finally {
        letListenersSee();
        trial.uninstall();
      }
    }
  }

  /**
   * Waits until the listeners of the framework have seen what happened so far: one of the
   * platform's looks into a bundle that was resolved, and complains if it is gone by then. Events
   * are delivered in order, so when ours arrives they have seen all before it.
   */
  private void letListenersSee() throws BundleException, IOException {
    CountDownLatch seen = new CountDownLatch(1);
    BundleListener listener =
        event -> {
          if (event.getBundle().getLocation().equals(MOMENTARY + "marker")) {
            seen.countDown();
          }
        };
    system.addBundleListener(listener);
    try (InputStream jar = TrialHeaders.needing("org.vedette.lifecycle.marker", Map.of())) {
      Bundle marker = system.installBundle(MOMENTARY + "marker", jar);
      try {
        if (!seen.await(LISTENER_SECONDS, TimeUnit.SECONDS)) {
          throw new BundleException("the framework does not deliver its events");
        }
      } finally {
        marker.uninstall();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BundleException("interrupted", interrupted);
    } finally {
      system.removeBundleListener(listener);
    }
  }

  @Override
  public void stop(long bundle) throws BundleException {
    bundle(bundle).stop(Bundle.STOP_TRANSIENT);
  }

  @Override
  public void disable(long bundle) throws BundleException {
    bundle(bundle).stop();
  }

  @Override
  public void start(long bundle) throws BundleException {
    bundle(bundle).start();
  }

  @Override
  public void replace(long id, Path jar) throws BundleException, IOException {
    Bundle bundle = bundle(id);
    try (InputStream in = Files.newInputStream(jar)) {
      bundle.update(in);
    }
    if (!self(id) && up()) {
      // The framework has begun to refresh the bundle by itself. Ours comes after that; when it is
      // over nothing will stop the bundle any more.
      refresh(bundle);
    }
  }

  @Override
  public void endComponents(long id) throws BundleException, InterruptedException {
    Bundle bundle = bundle(id);
    while (components.end(bundle)) {
      LockSupport.parkNanos(STEP_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  @Override
  public Member reinstall(Member member, Path jar) throws BundleException, IOException {
    Bundle old = bundle(member.bundle());
    int startLevel = old.adapt(BundleStartLevel.class).getStartLevel();
    old.uninstall();
    try (InputStream in = Files.newInputStream(jar)) {
      Bundle fresh = system.installBundle(member.location(), in);
      fresh.adapt(BundleStartLevel.class).setStartLevel(startLevel);
      return new Member(
          fresh.getBundleId(),
          member.id(),
          member.symbolicName(),
          fresh.getVersion().toString(),
          member.location());
    }
  }

  @Override
  public boolean self(long bundle) {
    return bundle == own;
  }

  @Override
  public void hold() throws BundleException, IOException {
    try (InputStream jar =
        TrialHeaders.holding("org.vedette.lifecycle.keeper", bundle(own).getSymbolicName())) {
      Bundle keeper = system.installBundle(MOMENTARY + "keeper", jar);
      if (!wiring().resolveBundles(List.of(keeper))) {
        keeper.uninstall();
        throw new BundleException("the present classes of this bundle cannot be kept");
      }
    }
  }

  @Override
  public List<Path> removeDoubles() {
    List<Member> members = members();
    List<Path> files = new ArrayList<>();
    for (Member each : members) {
      boolean first =
          members.stream()
              .anyMatch(
                  it ->
                      it.symbolicName().equals(each.symbolicName())
                          && !it.location().startsWith(FILE));
      if (first && each.location().startsWith(FILE) && !self(each.bundle())) {
        Bundle twin = system.getBundle(each.bundle());
        if (twin != null) {
          uninstall(twin);
          files.add(Path.of(URI.create(each.location())));
        }
      }
    }
    return files;
  }

  @Override
  public void tidy() {
    removeMomentary();
  }

  @Override
  public void release() throws BundleException {
    removeMomentary();
    Bundle successor = system.getBundle(own);
    // Without one it was installed anew, and what was uninstalled goes by itself.
    wiring().refreshBundles(successor == null ? null : List.of(successor));
  }

  @Override
  public Optional<Journal> journal() {
    ServiceReference<Journal> reference = system.getServiceReference(Journal.class);
    return reference == null ? Optional.empty() : Optional.ofNullable(system.getService(reference));
  }

  @Override
  public void close() {
    serving.close();
  }

  private void refresh(Bundle bundle) throws BundleException {
    CountDownLatch refreshed = new CountDownLatch(1);
    wiring()
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    try {
      if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
        throw new BundleException("the framework does not let the old classes go");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BundleException("interrupted", interrupted);
    }
  }

  private void removeMomentary() {
    Stream.of("trial", "marker", "keeper")
        .map(it -> system.getBundle(MOMENTARY + it))
        .filter(it -> it != null)
        .forEach(OsgiPlatform::uninstall);
  }

  private static void uninstall(Bundle bundle) {
    try {
      bundle.uninstall();
    } catch (BundleException stays) {
      throw new IllegalStateException(bundle + " cannot be removed", stays);
    }
  }

  private FrameworkWiring wiring() {
    return system.getBundle().adapt(FrameworkWiring.class);
  }

  private Bundle bundle(long id) throws BundleException {
    @Nullable Bundle bundle = system.getBundle(id);
    if (bundle == null) {
      throw new BundleException("the bundle is gone");
    }
    return bundle;
  }
}
