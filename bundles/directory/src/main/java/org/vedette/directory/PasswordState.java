package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import java.util.Optional;

/**
 * What a directory's password policy says beside its answer to a bind
 * (draft-behera-ldap-password-policy-10, section 6.2).
 *
 * @param detail what it is, for administrators
 * @param tooOld whether the password was right and is only too old, or has to be changed first
 */
record PasswordState(String detail, boolean tooOld) {
  /** Reads the answer; empty when it says nothing of the kind. */
  static Optional<PasswordState> of(LDAPResult answer) {
    try {
      return Optional.ofNullable(DraftBeheraLDAPPasswordPolicy10ResponseControl.get(answer))
          .flatMap(control -> Optional.ofNullable(control.getErrorType()))
          .flatMap(error -> of(error, answer.getResultCode().intValue() == 0));
    } catch (LDAPException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Section 8.1.2: a server says that a password is expired after it compared it; some say so for a
   * wrong one too, so that only beside a success it is proof.
   */
  private static Optional<PasswordState> of(
      DraftBeheraLDAPPasswordPolicy10ErrorType error, boolean bound) {
    return switch (error) {
      case PASSWORD_EXPIRED -> Optional.of(new PasswordState("password expired", bound));
      case ACCOUNT_LOCKED -> Optional.of(new PasswordState("account locked", false));
      case CHANGE_AFTER_RESET -> Optional.of(new PasswordState("password must be changed", bound));
      default -> Optional.empty();
    };
  }
}
