package org.vedette.lifecycle.platform;

import java.util.function.Function;

/** How far a bundle that was started has come. */
public sealed interface Activation {
  /** Its Capability serves, and none of its components has failed. */
  record Ready() implements Activation {}

  /**
   * Not yet.
   *
   * @param why what it waits for
   */
  record Waiting(String why) implements Activation {}

  /**
   * It will not get there.
   *
   * @param why the failure of a component
   */
  record Broken(String why) implements Activation {}

  /** Handles all. */
  default <R> R match(
      Function<Ready, R> ready, Function<Waiting, R> waiting, Function<Broken, R> broken) {
    if (this instanceof Ready one) {
      return ready.apply(one);
    }
    return this instanceof Waiting one ? waiting.apply(one) : broken.apply((Broken) this);
  }
}
