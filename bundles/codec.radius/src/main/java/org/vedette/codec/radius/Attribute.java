package org.vedette.codec.radius;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One attribute (RFC 2865 section 5).
 *
 * @param type 0 to 255
 * @param value at most 253 octets
 */
public record Attribute(int type, byte[] value) {
  /** Most octets of one value. */
  public static final int MAX_VALUE = 253;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when type or value is out of range
   */
  public Attribute {
    if (type < 0 || type > 255) {
      throw new IllegalArgumentException("an attribute type is 0 to 255, not " + type);
    }
    if (value.length > MAX_VALUE) {
      throw new IllegalArgumentException(
          "an attribute holds at most " + MAX_VALUE + " octets, not " + value.length);
    }
  }

  /** Makes an attribute of UTF-8 text. */
  public static Attribute text(int type, String text) {
    return new Attribute(type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes an attribute of an unsigned 32 bit number. */
  public static Attribute integer(int type, long number) {
    return new Attribute(type, Values.integer(number));
  }

  /** Reads the value as UTF-8 text, damaged characters replaced. */
  public String asText() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Attribute that && type == that.type && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * type + Arrays.hashCode(value);
  }

  /** Names type and length; the value may be a secret. */
  @Override
  public String toString() {
    return "Attribute[type=" + type + ", octets=" + value.length + "]";
  }
}
