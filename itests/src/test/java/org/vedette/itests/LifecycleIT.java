package org.vedette.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Every bundle but the api can be stopped, started and updated while the rest runs; afterwards
 * everything serves again and nothing was logged but what an operator may read without worry.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LifecycleIT {
  /** Without these there is no server; every other bundle may be missing. */
  private static final Set<String> REQUIRED =
      Set.of(
          "org.vedette.api",
          "org.vedette.core",
          "org.vedette.store",
          "org.vedette.state",
          "org.vedette.vault",
          "org.vedette.audit",
          "org.vedette.net");

  /** Present when all features of the boot are installed and started; no test runs before. */
  @Inject
  @Filter(timeout = 120_000)
  private BootFinished booted;

  @Inject private BundleContext context;
  @Inject private ServiceComponentRuntime components;

  @Configuration
  public Option[] configuration() {
    return Container.with();
  }

  @Before
  public void serving() {
    Patience.until(
        () -> {
          assertEquals(List.of(), Bundles.notActive(context));
          assertEquals(List.of(), Bundles.notServing(context, components));
        });
  }

  @Test
  public void everyBundleStopsAndStarts() throws BundleException {
    for (Bundle bundle : implementations()) {
      bundle.stop();
      assertEquals(bundle.getSymbolicName(), Bundle.RESOLVED, bundle.getState());
      bundle.start();
      serving();
    }
  }

  @Test
  public void everyBundleIsUpdatedWhileTheOthersRun() throws BundleException, IOException {
    for (Bundle bundle : implementations()) {
      long before = bundle.getLastModified();
      update(bundle);
      assertEquals(bundle.getSymbolicName(), true, bundle.getLastModified() > before);
      serving();
    }
    assertEquals(List.of(), Log.complaints());
  }

  @Test
  public void requiredBundlesServeWithoutAllTheOthers() throws BundleException {
    List<Bundle> optional =
        implementations().stream()
            .filter(bundle -> !REQUIRED.contains(bundle.getSymbolicName()))
            .toList();
    for (Bundle bundle : optional) {
      bundle.stop();
    }
    try {
      Patience.until(() -> assertEquals(List.of(), Bundles.notServing(context, components)));
      assertEquals(
          true, context.getServiceReference("org.vedette.api.auth.AuthenticationService") != null);
    } finally {
      for (Bundle bundle : optional) {
        bundle.start();
      }
    }
    serving();
  }

  private List<Bundle> implementations() {
    return Bundles.ours(context)
        .filter(bundle -> !bundle.getSymbolicName().equals("org.vedette.api"))
        .toList();
  }

  private static void update(Bundle bundle) throws BundleException, IOException {
    try (InputStream jar = new URL(bundle.getLocation()).openStream()) {
      bundle.update(jar);
    }
  }
}
