package org.vedette.api.lifecycle;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One thing the server can do. Every capability bundle registers exactly one, with the service
 * property {@value #PROPERTY} set to its id; status, health and tests read it.
 *
 * <p>All methods answer at once from memory; they are called from any thread.
 */
@ConsumerType
public interface Capability {
  /** Service property that carries {@link #id}. */
  String PROPERTY = "vedette.capability";

  /** Short name, for instance {@code radius}: the bundle's symbolic name without its prefix. */
  String id();

  /** Version of the bundle that serves it now. */
  String version();

  /** Addresses it listens on, like {@code udp 0.0.0.0:1812}; empty when none. */
  default List<String> addresses() {
    return List.of();
  }

  /** How it feels now. */
  default Health health() {
    return Health.ok();
  }

  /** Returns how many calls it works on now; 0 where none are counted. */
  default int inFlight() {
    return 0;
  }
}
