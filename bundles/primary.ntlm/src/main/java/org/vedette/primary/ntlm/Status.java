package org.vedette.primary.ntlm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reasons of a domain. Helpers write them in the words of Samba's table ({@code
 * libcli/util/ntstatus_err_table.txt}), or as the name of the status where that has none.
 */
enum Status {
  /** No reason: all that helpers say of typed passwords. */
  UNSAID(
      Kind.REFUSES,
      "wrong name or password, or a state of the account; of typed passwords no more"),
  /** Wrong name or password. */
  LOGON_FAILURE(Kind.REFUSES, "wrong name or password", "the attempted logon is invalid"),
  /** Wrong password. */
  WRONG_PASSWORD(
      Kind.REFUSES, "wrong password", "value provided as the current password is not correct"),
  /** No such account. */
  NO_SUCH_USER(Kind.REFUSES, "no such account", "the specified account does not exist"),
  /** No such domain: most often a mistyped one. */
  NO_SUCH_DOMAIN(Kind.REFUSES, "no such domain", "the specified domain did not exist"),
  /** The password is too old. */
  PASSWORD_EXPIRED(
      Kind.REFUSES, "the password has expired", "the user account password has expired"),
  /** The password must be changed first. */
  PASSWORD_MUST_CHANGE(
      Kind.REFUSES, "the password must be changed", "the user password must be changed"),
  /** Locked by the domain. */
  ACCOUNT_LOCKED_OUT(Kind.REFUSES, "the account is locked out", "has been automatically locked"),
  /** Switched off. */
  ACCOUNT_DISABLED(Kind.REFUSES, "the account is disabled", "account is currently disabled"),
  /** Past its date. */
  ACCOUNT_EXPIRED(Kind.REFUSES, "the account has expired", "the user account has expired"),
  /** Not at this time. */
  INVALID_LOGON_HOURS(Kind.REFUSES, "not at this time of day", "account has time restrictions"),
  /** Not from this computer. */
  INVALID_WORKSTATION(
      Kind.REFUSES, "not from this computer", "cannot be used to log on from the source"),
  /** Some rule for the account. */
  ACCOUNT_RESTRICTION(
      Kind.REFUSES, "a restriction of the account", "some user account restriction"),
  /** Not over the network. */
  LOGON_TYPE_NOT_GRANTED(
      Kind.REFUSES, "sign-in over the network is not granted", "a requested type of logon"),
  /** Selective authentication of a trust. */
  AUTHENTICATION_FIREWALL_FAILED(
      Kind.REFUSES, "the trust does not let the account in", "authentication firewall"),
  /** NTLM is switched off: the domain answers, but decides nothing. */
  NTLM_BLOCKED(Kind.ANSWERS, "the domain takes no NTLM", "ntlm was blocked"),
  /** Anything else: nobody could be asked. */
  TROUBLE(Kind.TROUBLE, "the domain could not be asked");

  private enum Kind {
    REFUSES,
    ANSWERS,
    TROUBLE
  }

  private final Kind kind;
  private final String meaning;
  private final List<String> words;

  Status(Kind kind, String meaning, String... words) {
    this.kind = kind;
    this.meaning = meaning;
    this.words = List.of(words);
  }

  /**
   * Reads a reason; what is not known is trouble, so that no outage looks like a wrong password.
   */
  static Status of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            each ->
                lower.equals("nt_status_" + each.name().toLowerCase(Locale.ROOT))
                    || each.words.stream().anyMatch(lower::contains))
        .findFirst()
        .orElse(TROUBLE);
  }

  /** Tells whether the domain has decided. */
  boolean refuses() {
    return kind == Kind.REFUSES;
  }

  /** Tells whether the password is right and only too old. */
  boolean expired() {
    return this == PASSWORD_EXPIRED || this == PASSWORD_MUST_CHANGE;
  }

  /** Tells whether the domain could be asked. */
  boolean answers() {
    return kind != Kind.TROUBLE;
  }

  /** For administrators. */
  String meaning() {
    return this == UNSAID ? meaning : meaning + " (NT_STATUS_" + name() + ")";
  }
}
