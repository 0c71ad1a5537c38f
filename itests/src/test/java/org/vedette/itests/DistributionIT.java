package org.vedette.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
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

/**
 * The distribution as it is shipped boots whole: every bundle, every component, nothing to complain
 * about.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
  private static final String CAPABILITIES =
      "accounting api audit core directory disconnect eap gateway.asterisk gateway.call gateway.http gateway.mail"
          + " gateway.sip gateway.smpp ldap lifecycle method.mail method.oath method.phone"
          + " method.questions method.recovery method.text net primary.local"
          + " primary.ntlm primary.radius radius radsec replication report sdk shell state store sync vault";

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
    assertEquals(List.of(), Bundles.notActive(context));
  }

  @Test
  public void everyCapabilityIsInstalled() {
    List<String> wanted =
        Stream.of(CAPABILITIES.split(" ")).map(name -> "org.vedette." + name).toList();
    assertEquals(wanted, Bundles.ours(context).map(Bundle::getSymbolicName).sorted().toList());
  }

  @Test
  public void onlyTheApiExportsPackages() {
    List<String> exporters =
        Bundles.ours(context)
            .filter(bundle -> bundle.getHeaders().get(Constants.EXPORT_PACKAGE) != null)
            .map(Bundle::getSymbolicName)
            .toList();
    assertEquals(List.of("org.vedette.api"), exporters);
  }

  @Test
  public void everyComponentHasWhatItNeeds() {
    Patience.until(() -> assertEquals(List.of(), Bundles.notServing(context, components)));
  }

  @Test
  public void theLogHasNothingToComplainAbout() throws IOException {
    assertEquals(List.of(), Log.complaints());
  }
}
