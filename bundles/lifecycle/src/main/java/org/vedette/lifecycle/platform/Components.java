package org.vedette.lifecycle.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What Declarative Services knows of the components of a bundle. */
final class Components {
  private static final int LONGEST = 400;

  private final BundleContext context;

  Components(BundleContext context) {
    this.context = context;
  }

  /** Returns why a component of the bundle could not be activated. */
  Optional<String> failure(Bundle bundle) {
    for (ComponentDescriptionDTO description : descriptions(bundle)) {
      for (ComponentConfigurationDTO one : configurations(description)) {
        if (one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          return Optional.of(
              "the activation of "
                  + shortName(description.name)
                  + " failed: "
                  + cause(one.failure));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns which references or settings components of the bundle wait for. */
  Optional<String> waiting(Bundle bundle) {
    List<String> found = new ArrayList<>();
    for (ComponentDescriptionDTO description : descriptions(bundle)) {
      for (ComponentConfigurationDTO one : configurations(description)) {
        if (one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          List<String> names = Arrays.stream(one.unsatisfiedReferences).map(it -> it.name).toList();
          found.add(shortName(description.name) + " waits for " + String.join(", ", names));
        } else if (one.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
          found.add(shortName(description.name) + " waits for its settings");
        }
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
  }

  /**
   * Orders those components of the bundle that are active to end. One that is just being activated
   * is left alone: the order would wait for it.
   *
   * @return whether there was one
   */
  boolean end(Bundle bundle) {
    boolean found = false;
    for (ComponentDescriptionDTO description : descriptions(bundle)) {
      boolean active =
          configurations(description).stream()
              .anyMatch(it -> it.state == ComponentConfigurationDTO.ACTIVE);
      if (active) {
        runtime().ifPresent(it -> it.disableComponent(description));
        found = true;
      }
    }
    return found;
  }

  private List<ComponentDescriptionDTO> descriptions(Bundle bundle) {
    return runtime().stream()
        .flatMap(it -> it.getComponentDescriptionDTOs(bundle).stream())
        .toList();
  }

  private List<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO description) {
    return runtime().stream()
        .flatMap(it -> it.getComponentConfigurationDTOs(description).stream())
        .toList();
  }

  private Optional<ServiceComponentRuntime> runtime() {
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    return reference == null
        ? Optional.empty()
        : Optional.ofNullable(context.getService(reference));
  }

  private static String shortName(String component) {
    return component.substring(component.lastIndexOf('.') + 1);
  }

  /** The innermost cause of a printed stack trace. */
  static String cause(String trace) {
    String cause =
        trace
            .lines()
            .filter(line -> !line.startsWith("\t") && !line.isBlank())
            .reduce((first, second) -> second)
            .orElse("no reason was given")
            .replace("Caused by: ", "");
    return cause.length() > LONGEST ? cause.substring(0, LONGEST) : cause;
  }
}
