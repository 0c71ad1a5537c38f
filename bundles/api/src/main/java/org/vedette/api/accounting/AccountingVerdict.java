package org.vedette.api.accounting;

import java.util.function.Function;

/** What became of a report. */
public sealed interface AccountingVerdict
    permits AccountingVerdict.Stored, AccountingVerdict.Refused {
  /**
   * It is on disk: it may be acknowledged.
   *
   * @param again whether it was stored before, and this is a repetition
   */
  record Stored(boolean again) implements AccountingVerdict {}

  /**
   * It is not on disk: it must not be acknowledged (RFC 2866 section 4.1), so that the client sends
   * it again.
   *
   * @param why one sentence for the log
   */
  record Refused(String why) implements AccountingVerdict {}

  /** Handles every case. */
  default <R> R match(Function<Stored, R> stored, Function<Refused, R> refused) {
    if (this instanceof Stored it) {
      return stored.apply(it);
    }
    return refused.apply((Refused) this);
  }
}
