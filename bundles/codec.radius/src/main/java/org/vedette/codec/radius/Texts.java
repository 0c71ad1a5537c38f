package org.vedette.codec.radius;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text in attributes: UTF-8 without control characters (RFC 2865 section 5). */
public final class Texts {
  private Texts() {}

  /** Reads text; empty when it is no UTF-8 or holds control characters. */
  public static Optional<String> read(byte[] value) {
    return read(value, StandardCharsets.UTF_8);
  }

  /**
   * Reads text, first as UTF-8 and then in a client's own character set.
   *
   * @param fallback what the client may send instead of UTF-8
   * @return empty when it is neither, or holds control characters
   */
  public static Optional<String> read(byte[] value, Charset fallback) {
    if (isPlainAscii(value)) {
      return Optional.of(new String(value, StandardCharsets.US_ASCII));
    }
    Optional<String> text = decode(value, StandardCharsets.UTF_8);
    if (text.isEmpty() && !fallback.equals(StandardCharsets.UTF_8)) {
      text = decode(value, fallback);
    }
    return text.filter(Texts::hasNoControls);
  }

  /**
   * Finds where to cut UTF-8 text so that a part has at most {@code most} octets and no character
   * is split.
   *
   * @return the position after the part that begins at {@code from}; always further than it
   */
  public static int cut(byte[] utf8, int from, int most) {
    int to = Math.min(utf8.length, from + most);
    if (to == utf8.length) {
      return to;
    }
    int boundary = to;
    while (boundary > from && (utf8[boundary] & 0xC0) == 0x80) {
      boundary--;
    }
    return boundary == from ? to : boundary;
  }

  private static boolean isPlainAscii(byte[] value) {
    for (byte each : value) {
      if (each < 0x20 || each == 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> decode(byte[] value, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(value)).toString());
    } catch (CharacterCodingException notThisCharset) {
      return Optional.empty();
    }
  }

  private static boolean hasNoControls(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isISOControl(text.charAt(index))) {
        return false;
      }
    }
    return true;
  }
}
