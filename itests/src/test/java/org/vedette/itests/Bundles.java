package org.vedette.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What can be seen of bundles and their components inside a container. */
final class Bundles {
  private static final String PREFIX = "org.vedette.";

  private Bundles() {}

  /** Our own bundles, without those of the test framework. */
  static Stream<Bundle> ours(BundleContext context) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName() != null)
        .filter(bundle -> bundle.getSymbolicName().startsWith(PREFIX));
  }

  /** Bundles that are not Active, or, being fragments, not attached; in words. */
  static List<String> notActive(BundleContext context) {
    List<String> found = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      int wanted = fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
      if (bundle.getState() != wanted) {
        found.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
      }
    }
    return found;
  }

  /** Our components that wait for a service or failed to start; in words. */
  static List<String> notServing(BundleContext context, ServiceComponentRuntime components) {
    List<String> found = new ArrayList<>();
    Bundle[] ours = ours(context).toArray(Bundle[]::new);
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(ours)) {
      for (ComponentConfigurationDTO one : components.getComponentConfigurationDTOs(component)) {
        if (one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          found.add(component.name + " waits for " + missing(one));
        } else if (one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          found.add(component.name + " failed: " + one.failure);
        }
      }
    }
    return found;
  }

  private static List<String> missing(ComponentConfigurationDTO component) {
    return Arrays.stream(component.unsatisfiedReferences).map(reference -> reference.name).toList();
  }
}
