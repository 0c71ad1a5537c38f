package org.vedette.api.lifecycle;

import java.util.function.Function;

/** Whether an operation on a capability has begun. */
public sealed interface Begun {
  /**
   * It has; {@link CapabilityDesk#operation} tells what becomes of it.
   *
   * @param operation as it is now: ended already when there was nothing to do
   */
  record Accepted(CapabilityOperation operation) implements Begun {}

  /**
   * It was refused, and nothing was touched.
   *
   * @param field what is wrong: {@code file}, {@code capability}
   * @param why the reason, one sentence
   * @param fix what to do, one sentence
   */
  record Refused(String field, String why, String fix) implements Begun {}

  /**
   * Another operation is under way.
   *
   * @param operation its id
   */
  record Busy(String operation) implements Begun {}

  /**
   * It cannot be done now, and nothing was touched.
   *
   * @param why the reason, for instance a full disk
   */
  record Unavailable(String why) implements Begun {}

  /** Handles all. */
  default <R> R match(
      Function<Accepted, R> accepted,
      Function<Refused, R> refused,
      Function<Busy, R> busy,
      Function<Unavailable, R> unavailable) {
    if (this instanceof Accepted one) {
      return accepted.apply(one);
    }
    if (this instanceof Refused one) {
      return refused.apply(one);
    }
    return this instanceof Busy one ? busy.apply(one) : unavailable.apply((Unavailable) this);
  }
}
