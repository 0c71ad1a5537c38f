package org.vedette.codec.mschap;

import java.util.HexFormat;

/**
 * The text of a failure (RFC 2759 section 6), from which the peer's software learns what to say.
 *
 * @param code why
 * @param retry whether another try with the new challenge is of use
 * @param challenge 16 octets for that try
 * @param message what to show
 */
public record ErrorText(Code code, boolean retry, byte[] challenge, String message) {
  /** Reasons (RFC 2759 section 6). */
  public enum Code {
    /** Not at this time of day. */
    RESTRICTED_LOGON_HOURS(646),
    /** The account is switched off. */
    ACCOUNT_DISABLED(647),
    /** The password must be changed first. */
    PASSWORD_EXPIRED(648),
    /** May not dial in. */
    NO_DIALIN_PERMISSION(649),
    /** Wrong password, or anything that is not to be told. */
    AUTHENTICATION_FAILURE(691),
    /** The new password was not taken. */
    CHANGING_PASSWORD(709);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    /** The number on the wire. */
    public int number() {
      return number;
    }
  }

  private static final int VERSION = 3;

  /** Writes it as it is sent. */
  public String text() {
    return "E="
        + code.number()
        + " R="
        + (retry ? 1 : 0)
        + " C="
        + HexFormat.of().withUpperCase().formatHex(challenge)
        + " V="
        + VERSION
        + " M="
        + message;
  }
}
