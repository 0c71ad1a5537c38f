package org.vedette.gateway.smpp.text;

import java.util.Optional;

/**
 * What stands before the text of a message that came in (3GPP TS 23.040 section 9.2.3.24).
 *
 * @param length octets that it takes, its own length among them
 * @param part how the message belongs to others, where it does
 */
public record Header(int length, Optional<Part> part) {
  private static final int CONCATENATED_8 = 0x00;
  private static final int CONCATENATED_16 = 0x08;

  /**
   * One of several parts.
   *
   * @param reference the same for all of them
   * @param total how many there are, 2 to 255
   * @param number which one this is, 1 to {@code total}
   */
  public record Part(int reference, int total, int number) {
    /** Makes one; empty where the numbers mean a message that stands alone, or nothing. */
    public static Optional<Part> of(int reference, int total, int number) {
      return total < 2 || number < 1 || number > total
          ? Optional.empty()
          : Optional.of(new Part(reference, total, number));
    }
  }

  /** Reads it; empty where it is longer than what it stands in. */
  public static Optional<Header> read(byte[] octets) {
    int length = octets.length == 0 ? 0 : 1 + (octets[0] & 0xFF);
    if (length == 0 || length > octets.length) {
      return Optional.empty();
    }
    Optional<Part> part = Optional.empty();
    int at = 1;
    while (at + 2 <= length) {
      int element = octets[at] & 0xFF;
      int size = octets[at + 1] & 0xFF;
      int from = at + 2;
      if (from + size > length) {
        return Optional.empty();
      }
      if (element == CONCATENATED_8 && size == 3) {
        // Section 9.2.3.24.1.
        part = Part.of(octets[from] & 0xFF, octets[from + 1] & 0xFF, octets[from + 2] & 0xFF);
      } else if (element == CONCATENATED_16 && size == 4) {
        // Section 9.2.3.24.8.
        int reference = (octets[from] & 0xFF) << 8 | (octets[from + 1] & 0xFF);
        part = Part.of(reference, octets[from + 2] & 0xFF, octets[from + 3] & 0xFF);
      }
      at = from + size;
    }
    return Optional.of(new Header(length, part));
  }
}
