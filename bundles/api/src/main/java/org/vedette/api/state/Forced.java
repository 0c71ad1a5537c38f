package org.vedette.api.state;

import java.util.function.Function;

/** What became of an entry. */
public sealed interface Forced permits Forced.Done, Forced.Unavailable {
  /** It is on disk and in effect. */
  record Done() implements Forced {}

  /**
   * It could not be written: nothing is in effect.
   *
   * @param why one sentence for an operator
   */
  record Unavailable(String why) implements Forced {}

  /** Handles both. */
  default <R> R match(Function<Done, R> done, Function<Unavailable, R> unavailable) {
    return this instanceof Done one ? done.apply(one) : unavailable.apply((Unavailable) this);
  }
}
