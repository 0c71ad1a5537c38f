package org.vedette.api.cluster;

import java.time.Instant;
import java.util.function.Function;
import org.vedette.api.secret.Secret;

/** What became of an order to the cluster. */
public sealed interface ClusterAnswer
    permits ClusterAnswer.Done,
        ClusterAnswer.Invited,
        ClusterAnswer.Refused,
        ClusterAnswer.Unavailable {
  /**
   * It was done.
   *
   * @param what one sentence for the operator
   */
  record Done(String what) implements ClusterAnswer {}

  /**
   * A server was invited.
   *
   * @param credentials one line of text that the new server joins with, once
   * @param expires when they end
   */
  record Invited(Secret credentials, Instant expires) implements ClusterAnswer {}

  /**
   * It cannot be done like this; nothing was changed.
   *
   * @param field the part of the order that is wrong; empty when it is the order itself
   * @param why one sentence that says how to mend it
   */
  record Refused(String field, String why) implements ClusterAnswer {}

  /**
   * It cannot be done now.
   *
   * @param why one sentence for the operator
   */
  record Unavailable(String why) implements ClusterAnswer {}

  /** Handles every answer. */
  default <R> R match(
      Function<Done, R> done,
      Function<Invited, R> invited,
      Function<Refused, R> refused,
      Function<Unavailable, R> unavailable) {
    if (this instanceof Done one) {
      return done.apply(one);
    }
    if (this instanceof Invited one) {
      return invited.apply(one);
    }
    if (this instanceof Refused one) {
      return refused.apply(one);
    }
    return unavailable.apply((Unavailable) this);
  }
}
