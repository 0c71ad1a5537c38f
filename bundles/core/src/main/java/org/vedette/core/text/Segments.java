package org.vedette.core.text;

/**
 * How many text messages a text takes: 3GPP TS 23.038 (the alphabet, 7 bits a character) and TS
 * 23.040 section 9.2.3.24.1 (six octets of each part say how the parts belong together).
 */
final class Segments {
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Each takes the room of two. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private static final int ONE = 160;
  private static final int PART = 153;
  private static final int ONE_UNICODE = 70;
  private static final int PART_UNICODE = 67;

  private Segments() {}

  /** Counts; an empty text takes one. */
  static int of(String text) {
    int septets = 0;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (ALPHABET.indexOf(each) >= 0) {
        septets += 1;
      } else if (EXTENSION.indexOf(each) >= 0) {
        septets += 2;
      } else {
        return parts(text.length(), ONE_UNICODE, PART_UNICODE);
      }
    }
    return parts(septets, ONE, PART);
  }

  private static int parts(int length, int one, int part) {
    return length <= one ? 1 : (length + part - 1) / part;
  }
}
