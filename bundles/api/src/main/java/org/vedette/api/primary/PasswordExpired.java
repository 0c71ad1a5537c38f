package org.vedette.api.primary;

import java.util.Map;

/**
 * What a refusal carries when the password was right and is only too old: listeners whose protocol
 * has a word for that may say so (RFC 2759 section 6). It never stands beside a wrong password.
 */
public final class PasswordExpired {
  private static final String ATTRIBUTE = "vedette.password-expired";

  private PasswordExpired() {}

  /** Returns it as the attributes of a {@link PrimaryVerdict.Refused}. */
  public static Map<String, String> attributes() {
    return Map.of(ATTRIBUTE, "");
  }

  /** Tells whether a refusal with these attributes carries it. */
  public static boolean isIn(Map<String, String> attributes) {
    return attributes.containsKey(ATTRIBUTE);
  }
}
