package org.vedette.api.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation on a capability, under way or ended.
 *
 * @param id id to ask for it again
 * @param verb what is done
 * @param capability id of the capability
 * @param from version before
 * @param to version wanted; the same for enable and disable
 * @param began when it began
 * @param ending what became of it; empty while it is under way
 */
public record CapabilityOperation(
    String id,
    Verb verb,
    String capability,
    String from,
    String to,
    Instant began,
    Optional<Ending> ending) {

  /** What can be done with a capability. */
  public enum Verb {
    /** Start it. */
    ENABLE,
    /** Stop it. */
    DISABLE,
    /** Replace its bundle. */
    UPDATE,
    /** Bring back the bundle before. */
    ROLLBACK
  }

  /** What became of an operation. */
  public sealed interface Ending {
    /**
     * It was done.
     *
     * @param millis how long it took
     */
    record Done(long millis) implements Ending {}

    /** There was nothing to do. */
    record Unchanged() implements Ending {}

    /**
     * It did not come up well and was taken back: all is as it was before.
     *
     * @param why the reason, in words for an operator
     */
    record RolledBack(String why) implements Ending {}

    /**
     * It did not come up well, and what served before does not serve again.
     *
     * @param why the reason, in words for an operator
     */
    record Failed(String why) implements Ending {}

    /** Handles all. */
    default <R> R match(
        Function<Done, R> done,
        Function<Unchanged, R> unchanged,
        Function<RolledBack, R> rolledBack,
        Function<Failed, R> failed) {
      if (this instanceof Done one) {
        return done.apply(one);
      }
      if (this instanceof Unchanged one) {
        return unchanged.apply(one);
      }
      return this instanceof RolledBack one ? rolledBack.apply(one) : failed.apply((Failed) this);
    }
  }

  /** The same operation, ended. */
  public CapabilityOperation ended(Ending how) {
    return new CapabilityOperation(id, verb, capability, from, to, began, Optional.of(how));
  }
}
