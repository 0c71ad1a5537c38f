package org.vedette.lifecycle.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.vedette.api.lifecycle.Capability;

/** What the manifest of a bundle says about the capability it offers. */
final class Declared {
  private static final String PREFIX = "org.vedette.";
  private static final String SERVICES = "osgi.service";
  private static final String CLASSES = "objectClass";

  private Declared() {}

  /** Whether the bundle says that it registers a {@link Capability}. */
  static boolean capability(Bundle bundle) {
    @Nullable BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null
        && revision.getDeclaredCapabilities(SERVICES).stream()
            .anyMatch(it -> names(it.getAttributes()).contains(Capability.class.getName()));
  }

  /** The id that a bundle's capability has by convention. */
  static String id(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  private static List<?> names(Map<String, Object> attributes) {
    Object names = attributes.get(CLASSES);
    if (names instanceof List<?> list) {
      return list;
    }
    return names == null ? List.of() : Arrays.asList(names.toString().split(","));
  }
}
