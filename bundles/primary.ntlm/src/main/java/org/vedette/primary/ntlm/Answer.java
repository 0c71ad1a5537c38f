package org.vedette.primary.ntlm;

import java.util.function.BiFunction;
import java.util.function.Function;

/** What came of a question. */
sealed interface Answer permits Answer.Yes, Answer.No, Answer.None {
  /**
   * The domain confirms.
   *
   * @param key the user session key, 16 octets: the hash of the NT hash; none when not given
   */
  record Yes(byte[] key) implements Answer {
    @Override
    public String toString() {
      return "Yes[redacted]";
    }
  }

  /**
   * It does not, or could not be asked.
   *
   * @param status why; {@link Status#UNSAID} when the helper gives no reason
   * @param text the reason in the helper's words, one line
   */
  record No(Status status, String text) implements Answer {}

  /**
   * There is no answer.
   *
   * @param why one sentence for the log
   */
  record None(String why) implements Answer {}

  /** Handles every answer. */
  default <R> R match(
      Function<byte[], R> yes, BiFunction<Status, String, R> no, Function<String, R> none) {
    if (this instanceof Yes one) {
      return yes.apply(one.key());
    }
    return this instanceof No one
        ? no.apply(one.status(), one.text())
        : none.apply(((None) this).why());
  }
}
