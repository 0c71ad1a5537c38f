package org.vedette.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
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
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * The distribution as it is shipped boots whole: every bundle, every component, nothing to complain
 * about.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
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

  @Test
  public void everyBundleIsActive() {
    List<String> others = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      int wanted = fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
      if (bundle.getState() != wanted) {
        others.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  public void everyCapabilityIsInstalled() {
    List<String> wanted =
        Stream.of(
                "api,store,state,vault,audit,net,core,directory,primary.local,method.oath,radius,sdk,shell"
                    .split(","))
            .map(name -> "org.vedette." + name)
            .sorted()
            .toList();
    List<String> installed = ours().map(Bundle::getSymbolicName).sorted().toList();
    assertEquals(wanted, installed);
  }

  @Test
  public void onlyTheApiExportsPackages() {
    List<String> exporters =
        ours()
            .filter(bundle -> bundle.getHeaders().get(Constants.EXPORT_PACKAGE) != null)
            .map(Bundle::getSymbolicName)
            .toList();
    assertEquals(List.of("org.vedette.api"), exporters);
  }

  @Test
  public void everyComponentHasWhatItNeeds() {
    List<String> waiting = new ArrayList<>();
    Bundle[] ours = ours().toArray(Bundle[]::new);
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(ours)) {
      for (ComponentConfigurationDTO one : components.getComponentConfigurationDTOs(component)) {
        if (one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          waiting.add(
              component.name
                  + " waits for "
                  + Arrays.stream(one.unsatisfiedReferences).map(r -> r.name).toList());
        } else if (one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          waiting.add(component.name + " failed: " + one.failure);
        }
      }
    }
    assertEquals(List.of(), waiting);
  }

  @Test
  public void theLogHasNothingToComplainAbout() throws IOException {
    Path log = Path.of(System.getProperty("karaf.base"), "var/log/vedette.log");
    assertTrue(log + " exists", Files.exists(log));
    List<String> complaints;
    try (Stream<String> lines = Files.lines(log)) {
      complaints = lines.filter(DistributionIT::complains).limit(20).toList();
    }
    assertEquals(List.of(), complaints);
  }

  /**
   * Lines of a stack trace count; the test framework's own words, at home in the same log, do not.
   */
  private static boolean complains(String line) {
    boolean trouble = line.contains(" ERROR ") || line.contains(" WARN ");
    boolean trace = line.startsWith("\tat ") || line.startsWith("Caused by:");
    return trace || (trouble && !line.contains("org.ops4j.pax.exam"));
  }

  private Stream<Bundle> ours() {
    return Arrays.stream(context.getBundles())
        .filter(
            bundle ->
                bundle.getSymbolicName() != null
                    && bundle.getSymbolicName().startsWith("org.vedette."));
  }
}
