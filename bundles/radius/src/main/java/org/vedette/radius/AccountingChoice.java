package org.vedette.radius;

import java.util.Optional;

/** Which other server gets the reports of a client. */
final class AccountingChoice {
  /** The one that checks the passwords, where that is another RADIUS server. */
  static final String AS_PRIMARY = "primary";

  private static final String NONE = "none";
  private static final int MOST = 100;

  private AccountingChoice() {}

  /** Says what is wrong with a choice. */
  static Optional<String> problem(String typed) {
    boolean right =
        typed.equals(AS_PRIMARY)
            || typed.equals(NONE)
            || ProtocolRules.isRelay(typed)
                && typed.length() <= MOST
                && typed.indexOf(':') < typed.length() - 1;
    return right
        ? Optional.empty()
        : Optional.of("is primary, none, or a target of its own, for instance: radius:old");
  }

  /** Finds the name of the target; empty for none. */
  static String target(String typed, String primary) {
    String named = typed.equals(AS_PRIMARY) ? primary : typed;
    return ProtocolRules.isRelay(named) ? named : "";
  }
}
