package org.vedette.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.vedette.itests.blackbox.Rest;

/** Updating a bundle again and again leaves nothing behind: no class loader, thread or service. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeakIT {
  private static final int FIRST = 5;

  /**
   * Takes a second or more each time: only every round when there is time, see the soak profile.
   */
  private static final Set<String> SLOW =
      Set.of("org.vedette.store", "org.vedette.audit", "org.vedette.accounting", "org.vedette.sdk");

  /** Libraries may hold on to what they were given: so each is used after each update. */
  private static final List<String> LOOKS =
      List.of("/health", "/api/v1/status", "/api/v1/capabilities", "/api/v1/users");

  private static final String ALL = "vedette.soak";

  private static final int LAST = Boolean.getBoolean(ALL) ? 20 : 12;

  /** A revision that was replaced. */
  private record Old(String revision, WeakReference<ClassLoader> loader) {}

  /** Present when all features of the boot are installed and started; no test runs before. */
  @Inject
  @Filter(timeout = 120_000)
  private BootFinished booted;

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;

  private final List<Old> replaced = new ArrayList<>();
  private Rest web;

  @Configuration
  public Option[] configuration() {
    // A collection clears soft references too: what is left is held for good.
    return Container.with(
        CoreOptions.vmOption("-XX:SoftRefLRUPolicyMSPerMB=0"),
        CoreOptions.systemProperty(ALL).value(System.getProperty(ALL, "false")));
  }

  @Test
  public void nothingGrows() throws Exception {
    serving();
    web = Rest.of(Path.of(System.getProperty("karaf.base")));
    for (int round = 1; round <= FIRST; round++) {
      updateAll(round);
    }
    Map<String, Long> threads = threads();
    Map<String, Long> services = services();
    for (int round = FIRST + 1; round <= LAST; round++) {
      updateAll(round);
    }

    // A thread may still be at work for an old revision, or remember the last thing it did.
    Patience.until(() -> assertEquals("class loaders of old revisions", List.of(), alive()));
    Patience.until(() -> assertEquals(threads, threads()));
    assertEquals(services, services());
  }

  private void updateAll(int round) throws Exception {
    for (Bundle bundle :
        Bundles.ours(context)
            .filter(each -> !each.getSymbolicName().equals("org.vedette.api"))
            .filter(each -> isTurn(each, round))
            .toList()) {
      replaced.add(
          new Old(
              bundle.getSymbolicName() + " before update " + round,
              new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader())));
      update(bundle);
      serving();
      look("after the update of " + bundle.getSymbolicName());
    }
  }

  private void look(String when) {
    for (String path : LOOKS) {
      Patience.until(() -> assertEquals(path + " " + when, 200, web.status(path)));
    }
  }

  private static boolean isTurn(Bundle bundle, int round) {
    return !SLOW.contains(bundle.getSymbolicName())
        || round <= FIRST
        || round == LAST
        || Boolean.getBoolean(ALL);
  }

  private void serving() {
    Patience.until(
        () -> {
          assertEquals(List.of(), Bundles.notActive(context));
          assertEquals(List.of(), Bundles.notServing(context, components));
        });
  }

  private void update(Bundle bundle) throws Exception {
    try (InputStream jar = new URL(bundle.getLocation()).openStream()) {
      bundle.update(jar);
    }
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_ID)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(30, TimeUnit.SECONDS)) {
      throw new IOException(bundle + " was not refreshed in 30 s");
    }
  }

  /** Collects garbage and returns what is left of old revisions. */
  private List<String> alive() {
    System.gc();
    return replaced.stream().filter(old -> old.loader().get() != null).map(Old::revision).toList();
  }

  /** Our threads by name without number. */
  private static Map<String, Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("vedette-"))
        .collect(
            Collectors.groupingBy(
                name -> name.replaceAll("[0-9]+", "N"), TreeMap::new, Collectors.counting()));
  }

  /** Our services by bundle. */
  private Map<String, Long> services() {
    return Bundles.ours(context)
        .collect(
            Collectors.toMap(Bundle::getSymbolicName, LeakIT::registered, Long::sum, TreeMap::new));
  }

  private static long registered(Bundle bundle) {
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    return services == null ? 0 : Arrays.stream(services).count();
  }
}
