package org.vedette.api.enroll;

import java.util.Map;
import java.util.function.Function;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Committed;
import org.vedette.api.user.Enrollment;

/** What became of an order. */
public sealed interface EnrollResult
    permits EnrollResult.Enrolled, EnrollResult.Rejected, EnrollResult.NotStored {

  /**
   * Done.
   *
   * @param enrollment as stored
   * @param show what to show once, by name; empty unless it was added
   */
  record Enrolled(Enrollment enrollment, Map<String, Secret> show) implements EnrollResult {}

  /**
   * The order is wrong.
   *
   * @param field name of the field
   * @param message limit and example in one sentence
   */
  record Rejected(String field, String message) implements EnrollResult {}

  /**
   * It could not be stored.
   *
   * @param why what the change log, or a missing bundle, said; never {@link Committed.Done}
   */
  record NotStored(Committed why) implements EnrollResult {}

  /** Handles every result. */
  default <R> R match(
      Function<Enrolled, R> enrolled,
      Function<Rejected, R> rejected,
      Function<NotStored, R> notStored) {
    if (this instanceof Enrolled one) {
      return enrolled.apply(one);
    }
    if (this instanceof Rejected one) {
      return rejected.apply(one);
    }
    return notStored.apply((NotStored) this);
  }
}
