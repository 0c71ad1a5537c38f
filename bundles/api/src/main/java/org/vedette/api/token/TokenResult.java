package org.vedette.api.token;

import java.util.function.Function;
import org.vedette.api.store.Committed;

/** What became of an order about one token. */
public sealed interface TokenResult
    permits TokenResult.Done, TokenResult.Rejected, TokenResult.NotStored {

  /**
   * Done.
   *
   * @param entry the token as it stands now; as it stood when it was removed
   */
  record Done(TokenEntry entry) implements TokenResult {}

  /**
   * The order is wrong.
   *
   * @param field name of the field
   * @param message remedy in one sentence
   */
  record Rejected(String field, String message) implements TokenResult {}

  /**
   * It could not be stored.
   *
   * @param why what the change log said; never {@link Committed.Done}
   */
  record NotStored(Committed why) implements TokenResult {}

  /** Handles every result. */
  default <R> R match(
      Function<Done, R> done, Function<Rejected, R> rejected, Function<NotStored, R> notStored) {
    if (this instanceof Done one) {
      return done.apply(one);
    }
    if (this instanceof Rejected one) {
      return rejected.apply(one);
    }
    return notStored.apply((NotStored) this);
  }
}
