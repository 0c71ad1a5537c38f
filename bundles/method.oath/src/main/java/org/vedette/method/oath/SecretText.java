package org.vedette.method.oath;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Reads a token's secret as text, in Base32 or hexadecimal.
 *
 * <p>Text of hexadecimal digits only, in pairs, is hexadecimal: a random Base32 secret of 10 bytes
 * looks like that once in six million. A prefix {@code hex:} or {@code base32:} decides.
 */
public final class SecretText {
  private static final String HEX = "hex:";
  private static final String BASE32 = "base32:";

  private SecretText() {}

  /**
   * Reads the bytes of a secret.
   *
   * @throws MalformedTextException naming the bad character, never the secret
   */
  public static byte[] decode(String text) throws MalformedTextException {
    String start = text.substring(0, Math.min(BASE32.length(), text.length()));
    String prefix = start.toLowerCase(Locale.ROOT);
    if (prefix.startsWith(HEX)) {
      return hex(text.substring(HEX.length()));
    }
    if (prefix.startsWith(BASE32)) {
      return Base32.decode(text.substring(BASE32.length()));
    }
    return looksLikeHex(text) ? hex(text) : Base32.decode(text);
  }

  private static boolean looksLikeHex(String text) {
    long digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (HexFormat.isHexDigit(each)) {
        digits++;
      } else if (!separator(each)) {
        return false;
      }
    }
    return digits > 0 && digits % 2 == 0;
  }

  private static byte[] hex(String text) throws MalformedTextException {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (HexFormat.isHexDigit(each)) {
        digits.append(each);
      } else if (!separator(each)) {
        throw MalformedTextException.at("hexadecimal", each, i + 1);
      }
    }
    if (digits.length() % 2 != 0) {
      throw new MalformedTextException(
          digits.length() + " hexadecimal digits are not whole bytes: one is missing");
    }
    return HexFormat.of().parseHex(digits);
  }

  private static boolean separator(char each) {
    return each == ' ' || each == '-' || each == ':';
  }
}
