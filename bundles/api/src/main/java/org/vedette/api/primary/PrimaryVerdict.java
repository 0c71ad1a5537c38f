package org.vedette.api.primary;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What primary authentication found. */
public sealed interface PrimaryVerdict
    permits PrimaryVerdict.Confirmed,
        PrimaryVerdict.Refused,
        PrimaryVerdict.NotMine,
        PrimaryVerdict.Unreachable {

  /**
   * The password is right.
   *
   * @param attributes facts to hand to the listener, by name
   * @param groups ids of the groups the user is in, nested ones too; empty unless asked for
   */
  record Confirmed(Map<String, String> attributes, Set<String> groups) implements PrimaryVerdict {
    /** Copies both. */
    public Confirmed {
      attributes = Map.copyOf(attributes);
      groups = Set.copyOf(groups);
    }
  }

  /**
   * Wrong password, or no such account; the caller cannot tell which.
   *
   * @param detail reason for administrators, without the password
   */
  record Refused(String detail) implements PrimaryVerdict {}

  /** The name does not belong to this authenticator at all. */
  record NotMine() implements PrimaryVerdict {}

  /**
   * Nobody could be asked, or not in time: nothing was decided.
   *
   * @param why one sentence for the log
   */
  record Unreachable(String why) implements PrimaryVerdict {}

  /** Handles every verdict. */
  default <R> R match(
      Function<Confirmed, R> confirmed,
      Function<Refused, R> refused,
      Function<NotMine, R> notMine,
      Function<Unreachable, R> unreachable) {
    if (this instanceof Confirmed one) {
      return confirmed.apply(one);
    }
    if (this instanceof Refused one) {
      return refused.apply(one);
    }
    if (this instanceof NotMine one) {
      return notMine.apply(one);
    }
    return unreachable.apply((Unreachable) this);
  }
}
