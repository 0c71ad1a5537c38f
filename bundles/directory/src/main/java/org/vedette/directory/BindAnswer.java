package org.vedette.directory;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.primary.RefusalText;

/** What a directory said to a bind with a user's password. */
sealed interface BindAnswer {
  /** The password is right. */
  record Right() implements BindAnswer {}

  /**
   * The directory said no to this user.
   *
   * @param detail why, for administrators
   * @param tooOld whether the password was right and is only too old
   * @param text the directory's words, where they say that the password was right; else empty
   */
  record Wrong(String detail, boolean tooOld, Optional<String> text) implements BindAnswer {
    /** Says nothing of the password. */
    Wrong(String detail) {
      this(detail, false);
    }

    /** Says it without words. */
    Wrong(String detail, boolean tooOld) {
      this(detail, tooOld, Optional.empty());
    }

    /** What listeners may be told. */
    Map<String, String> attributes() {
      Map<String, String> all = new HashMap<>(tooOld ? PasswordExpired.attributes() : Map.of());
      text.ifPresent(it -> all.putAll(RefusalText.attributes(it)));
      return all;
    }
  }

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

  /** Reads a bind that was a success. */
  static BindAnswer of(BindResult success) {
    return PasswordState.of(success)
        .<BindAnswer>map(state -> new Wrong(state.detail(), state.tooOld()))
        .orElseGet(Right::new);
  }

  /** Reads a bind that was not a success (RFC 4511, section 4.1.9 and appendix A). */
  static BindAnswer of(LDAPException failure) {
    String said = String.valueOf(failure.getDiagnosticMessage());
    return switch (failure.getResultCode().intValue()) {
      case 49 ->
          PasswordState.of(failure.toLDAPResult())
              .map(state -> new Wrong(state.detail(), state.tooOld()))
              .orElseGet(
                  () ->
                      new Wrong(
                          AdSubCode.explain(said).orElse("wrong name or password"),
                          AdSubCode.tooOld(said),
                          Optional.of(said).filter(AdSubCode::rightPassword)));
      case 19 -> new Wrong("refused by the directory's password policy: " + Causes.answer(failure));
      case 53, 50, 48, 34, 32 -> new Wrong("refused by the directory: " + Causes.answer(failure));
      case 8, 13 ->
          // Active Directory with "LDAP server signing requirements" (MS-ADTS, section 5.1.1.2).
          new Misconfigured(
              "the server demands encryption or signing, as domain controllers do that require LDAP"
                  + " signing: use ldaps:// or startTls=true: "
                  + Causes.answer(failure));
      case 7 -> new Misconfigured("the server takes no simple binds: " + Causes.answer(failure));
      default -> new Undecided(Causes.of(failure));
    };
  }
}
