package org.vedette.sdk.server;

import java.util.ArrayList;
import java.util.List;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** Looks how the server feels, and whether people can sign in. */
final class Checkup {
  private static final String STATE = "state";

  private final Installed installed;
  private final Plugins plugins;

  Checkup(Installed installed, Plugins plugins) {
    this.installed = installed;
    this.plugins = plugins;
  }

  /** Returns the worst health of all capabilities, with their names. */
  Health health() {
    Health.Status worst = Health.Status.OK;
    List<String> messages = new ArrayList<>();
    for (Capability each : plugins.capabilities()) {
      Health health = each.health();
      if (health.status().compareTo(worst) > 0) {
        worst = health.status();
      }
      if (health.status() != Health.Status.OK) {
        messages.add(each.id() + ": " + health.message());
      }
    }
    List<String> missing = installed.missing();
    if (!missing.isEmpty()) {
      worst = Health.Status.CRITICAL;
      messages.add(0, "missing: " + String.join(", ", missing));
    }
    return new Health(worst, String.join("; ", messages));
  }

  /** Returns what keeps people from signing in; empty when they can. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(installed.missing());
    boolean unwritable =
        plugins
            .capability(STATE)
            .filter(state -> state.health().status() == Health.Status.CRITICAL)
            .isPresent();
    if (unwritable && !missing.contains(STATE)) {
      missing.add(STATE);
    }
    return List.copyOf(missing);
  }
}
