package org.vedette.accounting.journal;

import java.util.function.Function;

/** What became of an entry. */
public sealed interface Appended permits Appended.At, Appended.Failed {
  /**
   * It is on disk.
   *
   * @param number its number
   */
  record At(long number) implements Appended {}

  /**
   * It is not.
   *
   * @param why one sentence for the log
   */
  record Failed(String why) implements Appended {}

  /** Handles every case. */
  default <R> R match(Function<At, R> at, Function<Failed, R> failed) {
    if (this instanceof At it) {
      return at.apply(it);
    }
    return failed.apply((Failed) this);
  }
}
