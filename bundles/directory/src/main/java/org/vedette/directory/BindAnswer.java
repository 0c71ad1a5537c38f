package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;

/** What a directory said to a bind with a user's password. */
sealed interface BindAnswer {
  /** The password is right. */
  record Right() implements BindAnswer {}

  /**
   * The directory said no to this user.
   *
   * @param detail why, for administrators
   */
  record Wrong(String detail) implements BindAnswer {}

  /**
   * The server demands something of the connection that no user can give.
   *
   * @param why what
   */
  record Misconfigured(String why) implements BindAnswer {}

  /**
   * Nothing was decided.
   *
   * @param why what happened
   */
  record Undecided(String why) implements BindAnswer {}

  /** Reads a bind that was not a success (RFC 4511, section 4.1.9 and appendix A). */
  static BindAnswer of(LDAPException failure) {
    String said = String.valueOf(failure.getDiagnosticMessage());
    return switch (failure.getResultCode().intValue()) {
      case 49 -> new Wrong(AdSubCode.explain(said).orElse("wrong name or password"));
      case 19 -> new Wrong("refused by the directory's password policy: " + Causes.answer(failure));
      case 53, 50, 48, 34, 32 -> new Wrong("refused by the directory: " + Causes.answer(failure));
      case 8, 13 ->
          new Misconfigured("the server demands encryption or signing: " + Causes.answer(failure));
      case 7 -> new Misconfigured("the server takes no simple binds: " + Causes.answer(failure));
      default -> new Undecided(Causes.of(failure));
    };
  }
}
