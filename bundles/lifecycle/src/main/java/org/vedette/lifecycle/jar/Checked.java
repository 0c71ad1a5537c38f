package org.vedette.lifecycle.jar;

import java.util.function.Function;

/** What came of looking at a jar. */
public sealed interface Checked {
  /** It is whole, and a bundle that this Java can run. */
  record Fine(JarFacts facts) implements Checked {}

  /**
   * It cannot be used.
   *
   * @param why one sentence
   * @param fix one sentence
   */
  record Bad(String why, String fix) implements Checked {}

  /** Handles both. */
  default <R> R match(Function<Fine, R> fine, Function<Bad, R> bad) {
    return this instanceof Fine one ? fine.apply(one) : bad.apply((Bad) this);
  }
}
