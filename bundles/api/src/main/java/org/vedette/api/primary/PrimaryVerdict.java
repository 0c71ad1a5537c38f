package org.vedette.api.primary;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What primary authentication found. */
public sealed interface PrimaryVerdict
    permits PrimaryVerdict.Confirmed,
        PrimaryVerdict.Asked,
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
   * The authenticator asks something itself before it decides: another server's challenge.
   *
   * @param prompt what to show
   * @param continuation what it needs back with the answer, at most 4 KiB; kept in memory and
   *     journal
   * @param attributes facts to hand to the listener with the question
   */
  record Asked(String prompt, byte[] continuation, Map<String, String> attributes)
      implements PrimaryVerdict {
    /** Copies the attributes. */
    public Asked {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * Wrong password, or no such account; the caller cannot tell which.
   *
   * @param detail reason for administrators, without the password
   * @param attributes facts to hand to the listener, which it may show to the client
   */
  record Refused(String detail, Map<String, String> attributes) implements PrimaryVerdict {
    /** Copies the attributes. */
    public Refused {
      attributes = Map.copyOf(attributes);
    }

    /** Says nothing more. */
    public Refused(String detail) {
      this(detail, Map.of());
    }
  }

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
      Function<Asked, R> asked,
      Function<Refused, R> refused,
      Function<NotMine, R> notMine,
      Function<Unreachable, R> unreachable) {
    if (this instanceof Confirmed one) {
      return confirmed.apply(one);
    }
    if (this instanceof Asked one) {
      return asked.apply(one);
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
