package org.vedette.api.store;

import java.util.function.Function;

/** What became of a change. */
public sealed interface Committed
    permits Committed.Done, Committed.Conflict, Committed.NotMaster, Committed.Unavailable {

  /**
   * It is durable and applied here.
   *
   * @param epoch reign of the master that took it; 0 while standalone
   * @param index its number in the log
   */
  record Done(long epoch, long index) implements Committed {}

  /**
   * Nothing was changed, because of another record.
   *
   * @param type type of the refused record
   * @param field {@code version} when it was changed meanwhile, else the unique key that is taken
   */
  record Conflict(String type, String field) implements Committed {}

  /**
   * This server takes no changes.
   *
   * @param where address of the master; empty when none is reachable
   */
  record NotMaster(String where) implements Committed {}

  /**
   * It cannot be taken now. Nothing was changed, unless the sentence says that this is not known:
   * the one who could have said so did not answer any more. Making the change again does no harm:
   * it is refused as a conflict where it was made.
   *
   * @param why one sentence for an operator
   */
  record Unavailable(String why) implements Committed {}

  /** Handles every outcome. */
  default <R> R match(
      Function<Done, R> done,
      Function<Conflict, R> conflict,
      Function<NotMaster, R> notMaster,
      Function<Unavailable, R> unavailable) {
    if (this instanceof Done one) {
      return done.apply(one);
    }
    if (this instanceof Conflict one) {
      return conflict.apply(one);
    }
    if (this instanceof NotMaster one) {
      return notMaster.apply(one);
    }
    return unavailable.apply((Unavailable) this);
  }
}
