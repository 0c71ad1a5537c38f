package org.vedette.api.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator sees of a capability.
 *
 * @param id short name
 * @param symbolicName name of its bundle
 * @param version version of its bundle
 * @param state what it does now
 * @param required whether there is no server without it
 * @param addresses addresses it listens on
 * @param health how it feels; of one that does not serve: why
 * @param since when it began to serve; empty when it does not
 * @param inFlight how many calls it works on
 * @param rollbackTo version that a rollback brings back; empty when there is none
 */
public record CapabilityReport(
    String id,
    String symbolicName,
    String version,
    State state,
    boolean required,
    List<String> addresses,
    Health health,
    Optional<Instant> since,
    int inFlight,
    Optional<String> rollbackTo) {

  /** What a capability does. */
  public enum State {
    /** It serves. */
    ACTIVE,
    /** An operator has stopped it. */
    DISABLED,
    /** It is installed and ought to serve, but does not. */
    FAILED,
    /** It is required and not installed. */
    MISSING
  }

  /** Copies the list. */
  public CapabilityReport {
    addresses = List.copyOf(addresses);
  }
}
