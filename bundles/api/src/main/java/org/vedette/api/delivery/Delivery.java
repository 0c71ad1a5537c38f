package org.vedette.api.delivery;

import java.util.function.Function;

/** What became of a message. */
public sealed interface Delivery permits Delivery.Sent, Delivery.Rejected, Delivery.Unreachable {
  /**
   * The provider took it.
   *
   * @param reference the provider's own id
   */
  record Sent(String reference) implements Delivery {}

  /**
   * The provider will not take it, now or later.
   *
   * @param why one sentence for an administrator
   */
  record Rejected(String why) implements Delivery {}

  /**
   * No provider could be reached.
   *
   * @param why one sentence for an administrator
   */
  record Unreachable(String why) implements Delivery {}

  /** Handles every outcome. */
  default <R> R match(
      Function<Sent, R> sent,
      Function<Rejected, R> rejected,
      Function<Unreachable, R> unreachable) {
    if (this instanceof Sent one) {
      return sent.apply(one);
    }
    if (this instanceof Rejected one) {
      return rejected.apply(one);
    }
    return unreachable.apply((Unreachable) this);
  }
}
