package org.vedette.codec.radius;

import java.util.Arrays;
import java.util.Optional;

/**
 * A value with the tag that groups attributes of one tunnel (RFC 2868 section 3).
 *
 * @param tag 0 to 31; 0 when there is none
 * @param value the value without its tag
 */
public record Tagged(int tag, byte[] value) {
  private static final int MAX_TAG = 0x1F;

  /** Reads text: a first octet above 31 belongs to the text. */
  public static Tagged text(byte[] value) {
    if (value.length == 0 || (value[0] & 0xFF) > MAX_TAG) {
      return new Tagged(0, value);
    }
    return new Tagged(value[0], Arrays.copyOfRange(value, 1, value.length));
  }

  /** Reads a number of three octets after its tag; it is widened to four octets. */
  public static Optional<Tagged> number(byte[] value) {
    if (value.length != 4) {
      return Optional.empty();
    }
    byte[] number = value.clone();
    number[0] = 0;
    return Optional.of(new Tagged(value[0] & 0xFF, number));
  }

  /** Writes tag and text. */
  public byte[] asText() {
    byte[] whole = new byte[value.length + 1];
    whole[0] = (byte) tag;
    System.arraycopy(value, 0, whole, 1, value.length);
    return whole;
  }

  /** Writes tag and number of three octets. */
  public byte[] asNumber() {
    byte[] whole = value.clone();
    whole[0] = (byte) tag;
    return whole;
  }
}
