package org.vedette.directory;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reason that Active Directory hides in the text of result 49: {@code ... data 52e, v4563}, a
 * Windows error code in hex.
 */
final class AdSubCode {
  private static final Pattern DATA = Pattern.compile("\\bdata ([0-9a-fA-F]{1,8})\\b");
  private static final Map<String, String> MEANING =
      Map.of(
          "525", "no such user",
          "52e", "wrong password",
          "530", "not allowed at this time",
          "531", "not allowed from this workstation",
          "532", "password expired",
          "533", "account disabled",
          "701", "account expired",
          "773", "password must be changed",
          "775", "account locked",
          // SEC_E_BAD_BINDINGS; never said to a simple bind.
          "80090346", "channel binding is demanded");

  /** Said only after the password was compared and right (MS-ADTS, section 5.1.1.1.1). */
  private static final Set<String> TOO_OLD = Set.of("532", "773");

  /**
   * The same: the password was right, and the account may not be used now. A locked one (775) is
   * told of whatever the password.
   */
  private static final Set<String> BARRED = Set.of("530", "531", "533", "701");

  private AdSubCode() {}

  /** Whether the password was right and is only too old, or has to be changed first. */
  static boolean tooOld(String diagnosticMessage) {
    return code(diagnosticMessage).filter(TOO_OLD::contains).isPresent();
  }

  /** Whether the password was right, whatever else was wrong. */
  static boolean rightPassword(String diagnosticMessage) {
    return tooOld(diagnosticMessage)
        || code(diagnosticMessage).filter(BARRED::contains).isPresent();
  }

  private static Optional<String> code(String diagnosticMessage) {
    Matcher found = DATA.matcher(diagnosticMessage);
    return found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** Returns the meaning with the code, if the text carries one. */
  static Optional<String> explain(String diagnosticMessage) {
    return code(diagnosticMessage)
        .map(code -> MEANING.getOrDefault(code, "refused by the directory") + " (" + code + ")");
  }
}
