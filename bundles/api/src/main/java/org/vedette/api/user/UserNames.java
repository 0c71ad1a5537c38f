package org.vedette.api.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Normalises user names, so that one account has one name whatever way it was typed. */
public final class UserNames {
  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 256;

  private UserNames() {}

  /**
   * Returns the normal form: trimmed, full-width and half-width forms mapped, NFC, lower case of
   * the root locale (after RFC 8265, UsernameCaseMapped; inner spaces are allowed).
   *
   * @return empty when nothing is left, it is longer than {@link #MAX_LENGTH}, or it holds control
   *     characters
   */
  public static Optional<String> normalise(String typed) {
    String trimmed = typed.strip();
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    StringBuilder mapped = new StringBuilder(trimmed.length());
    boolean plain = true;
    for (int i = 0; i < trimmed.length(); ) {
      int point = trimmed.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
        return Optional.empty();
      }
      plain &= point < 0x80;
      if (isWidthForm(point)) {
        mapped.append(
            Normalizer.normalize(new String(Character.toChars(point)), Normalizer.Form.NFKC));
      } else {
        mapped.appendCodePoint(point);
      }
    }
    String lower = mapped.toString().toLowerCase(Locale.ROOT);
    String normal = plain ? lower : Normalizer.normalize(lower, Normalizer.Form.NFC);
    return normal.length() > MAX_LENGTH ? Optional.empty() : Optional.of(normal);
  }

  /** Full-width and half-width forms, and the ideographic space (RFC 8264, section 5.2.1). */
  private static boolean isWidthForm(int point) {
    return (point >= 0xFF01 && point <= 0xFFEE) || point == 0x3000;
  }
}
