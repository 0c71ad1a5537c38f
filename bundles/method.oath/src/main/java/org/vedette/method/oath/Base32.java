package org.vedette.method.oath;

import java.io.ByteArrayOutputStream;

/** Base32 (RFC 4648, section 6), lenient to how people write it down. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  /** Writes {@code bytes} in upper case and without padding, as otpauth URIs want it. */
  static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length * 8 + BITS - 1) / BITS);
    int buffer = 0;
    int held = 0;
    for (byte each : bytes) {
      buffer = (buffer << 8 | each & 0xff) & 0xfff;
      held += 8;
      while (held >= BITS) {
        held -= BITS;
        out.append(ALPHABET.charAt(buffer >> held & 31));
      }
    }
    if (held > 0) {
      out.append(ALPHABET.charAt(buffer << (BITS - held) & 31));
    }
    return out.toString();
  }

  /**
   * Reads Base32; lower case, spaces, dashes and missing padding are fine.
   *
   * @throws MalformedTextException naming the bad character and its position, the first being 1
   */
  static byte[] decode(CharSequence text) throws MalformedTextException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * BITS / 8);
    int buffer = 0;
    int held = 0;
    int letters = 0;
    boolean padding = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == ' ' || each == '-') {
        continue;
      }
      if (each == '=') {
        padding = true;
        continue;
      }
      int value = padding ? -1 : ALPHABET.indexOf(upper(each));
      if (value < 0) {
        throw MalformedTextException.at("Base32 (A-Z and 2-7)", each, i + 1);
      }
      letters++;
      buffer = (buffer << BITS | value) & 0xfff;
      held += BITS;
      if (held >= 8) {
        held -= 8;
        out.write(buffer >> held);
      }
    }
    // RFC 4648 section 6: the last group holds 2, 4, 5, 7 or 8 letters.
    int rest = letters % 8;
    if (rest == 1 || rest == 3 || rest == 6) {
      throw new MalformedTextException(
          letters + " letters cannot be Base32: at least one is missing or too many");
    }
    return out.toByteArray();
  }

  /** Upper case of ASCII letters only: no other letter may turn into one of the alphabet. */
  private static char upper(char each) {
    return each >= 'a' && each <= 'z' ? (char) (each - 32) : each;
  }
}
