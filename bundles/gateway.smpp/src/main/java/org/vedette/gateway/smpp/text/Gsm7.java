package org.vedette.gateway.smpp.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The default alphabet of GSM and its extension (3GPP TS 23.038 section 6.2.1), one septet to an
 * octet, as message centres take it.
 */
public final class Gsm7 {
  private static final byte ESCAPE = 0x1B;

  /** Table of 6.2.1, in the order of its codes. */
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Table of 6.2.1.1: characters, and codes that follow an escape. */
  private static final String EXTENDED = "\f^{}\\[~]|€";

  private static final byte[] EXTENDED_CODES = {
    0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65
  };

  private static final Map<Character, byte[]> CODES = codes();

  private Gsm7() {}

  private static Map<Character, byte[]> codes() {
    Map<Character, byte[]> codes = new HashMap<>();
    for (int i = 0; i < BASIC.length(); i++) {
      if (i != ESCAPE) {
        codes.put(BASIC.charAt(i), new byte[] {(byte) i});
      }
    }
    for (int i = 0; i < EXTENDED.length(); i++) {
      codes.put(EXTENDED.charAt(i), new byte[] {ESCAPE, EXTENDED_CODES[i]});
    }
    return codes;
  }

  /** Returns one or two septets; empty where the alphabet has no such character. */
  static Optional<byte[]> septets(char character) {
    return Optional.ofNullable(CODES.get(character)).map(byte[]::clone);
  }

  /**
   * Reads septets, one to an octet; the eighth bit of each is not looked at. What the extension
   * does not have is shown as 6.2.1.1 asks: by the character of the basic table.
   */
  public static String read(byte[] octets, int from) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = from; i < octets.length; i++) {
      int code = octets[i] & 0x7F;
      if (code != ESCAPE) {
        text.append(BASIC.charAt(code));
      } else if (i + 1 < octets.length) {
        text.append(extended(octets[++i] & 0x7F));
      }
    }
    return text.toString();
  }

  private static char extended(int code) {
    for (int i = 0; i < EXTENDED_CODES.length; i++) {
      if (EXTENDED_CODES[i] == code) {
        return EXTENDED.charAt(i);
      }
    }
    // Note 1 of the table: a second escape is kept for later use, and shown as a space until then.
    return code == ESCAPE ? ' ' : BASIC.charAt(code);
  }
}
