package org.vedette.store.settings;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.vedette.api.lifecycle.ReplicatedSettings;

/** Finds the PIDs that installed bundles declare as replicated. */
final class ReplicatedPids {
  private ReplicatedPids() {}

  /** Reads the manifests of all bundles. */
  static Set<String> declared(BundleContext context) {
    Set<String> pids = new HashSet<>();
    for (Bundle bundle : context.getBundles()) {
      @Nullable BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision == null) {
        continue;
      }
      for (BundleCapability capability :
          revision.getDeclaredCapabilities(ReplicatedSettings.NAMESPACE)) {
        if (capability.getAttributes().get("pid") instanceof String pid) {
          pids.add(pid);
        }
      }
    }
    return pids;
  }
}
