package org.vedette.codec.eap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a person typed: UTF-8 without control characters, perhaps padded with zeros. */
public final class TypedText {
  /** Most octets of a name or a password. */
  public static final int MAX_LENGTH = 1024;

  private TypedText() {}

  /** Cuts zeros off the end (RFC 5281 section 11.2.5). */
  public static byte[] withoutPadding(byte[] octets) {
    int length = octets.length;
    while (length > 0 && octets[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(octets, length);
  }

  /** Reads a name; empty when it is empty, too long or no such text. */
  public static Optional<String> name(byte[] octets) {
    return octets.length > 0 && isText(octets)
        ? Optional.of(new String(octets, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Tells whether octets are such text; the empty text is. */
  public static boolean isText(byte[] octets) {
    if (octets.length > MAX_LENGTH) {
      return false;
    }
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      boolean clean = true;
      for (int index = 0; index < text.length(); index++) {
        clean &= !Character.isISOControl(text.charAt(index));
      }
      Arrays.fill(text.array(), '\0');
      return clean;
    } catch (CharacterCodingException noText) {
      return false;
    }
  }
}
