package org.vedette.api.primary;

import java.util.Map;
import java.util.Optional;

/**
 * The directory's own words of a refusal of somebody whose password was right: a listener that
 * stands before that directory may pass them on, because programs read them ({@code data 532} of
 * Active Directory). They never stand beside a wrong password, an unknown name, or an account that
 * is locked.
 */
public final class RefusalText {
  /** Most characters that are passed on. */
  public static final int LONGEST = 512;

  private static final String ATTRIBUTE = "vedette.refusal-text";

  private RefusalText() {}

  /**
   * Returns it as an attribute of a {@link PrimaryVerdict.Refused}.
   *
   * @param text the words; cut to {@link #LONGEST} characters
   */
  public static Map<String, String> attributes(String text) {
    return Map.of(ATTRIBUTE, text.substring(0, Math.min(LONGEST, text.length())));
  }

  /** Returns the words in a refusal with these attributes. */
  public static Optional<String> in(Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get(ATTRIBUTE));
  }
}
