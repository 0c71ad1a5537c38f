package org.vedette.api.state;

import java.util.function.Function;

/** Who won a claim. */
public sealed interface ClaimVerdict
    permits ClaimVerdict.Won, ClaimVerdict.Mine, ClaimVerdict.Used, ClaimVerdict.Unavailable {
  /** It is ours until journaled or released. */
  record Won() implements ClaimVerdict {}

  /**
   * The same request used it before; this is what it was answered.
   *
   * @param outcome bytes given to the journal with the claim
   */
  record Mine(byte[] outcome) implements ClaimVerdict {}

  /** Another request used it, or is using it now. */
  record Used() implements ClaimVerdict {}

  /**
   * It cannot be decided now.
   *
   * @param why one sentence for the log
   */
  record Unavailable(String why) implements ClaimVerdict {}

  /** Handles every verdict. */
  default <R> R match(
      Function<Won, R> won,
      Function<Mine, R> mine,
      Function<Used, R> used,
      Function<Unavailable, R> unavailable) {
    if (this instanceof Won one) {
      return won.apply(one);
    }
    if (this instanceof Mine one) {
      return mine.apply(one);
    }
    if (this instanceof Used one) {
      return used.apply(one);
    }
    return unavailable.apply((Unavailable) this);
  }
}
