package org.vedette.gateway.smpp.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads text that a message centre delivers. */
public final class Received {
  private Received() {}

  /**
   * Reads the text behind {@code from}.
   *
   * @param dataCoding SMPP 3.4 section 5.2.19, or a scheme of GSM (3GPP TS 23.038 section 4)
   * @param usual what the centre means by data_coding 0
   * @return empty where it is no text, like a ring tone, or one in an alphabet that few use
   */
  public static Optional<String> text(byte[] octets, int from, int dataCoding, Alphabet usual) {
    return switch (dataCoding) {
      case 0x00 ->
          Optional.of(
              usual == Alphabet.LATIN1
                  ? read(octets, from, StandardCharsets.ISO_8859_1)
                  : Gsm7.read(octets, from));
      case 0x01 -> Optional.of(read(octets, from, StandardCharsets.US_ASCII));
      case 0x03 -> Optional.of(read(octets, from, StandardCharsets.ISO_8859_1));
      case 0x08 -> Optional.of(read(octets, from, StandardCharsets.UTF_16BE));
      default -> classed(octets, from, dataCoding);
    };
  }

  /**
   * 3GPP TS 23.038 section 4: 0xF0 to 0xF3 and 0x10 to 0x13 default alphabet, 0x18 to 0x1B UCS-2.
   */
  private static Optional<String> classed(byte[] octets, int from, int dataCoding) {
    int group = dataCoding & 0xFC;
    if (group == 0xF0 || group == 0x10) {
      return Optional.of(Gsm7.read(octets, from));
    }
    return group == 0x18
        ? Optional.of(read(octets, from, StandardCharsets.UTF_16BE))
        : Optional.empty();
  }

  private static String read(byte[] octets, int from, Charset as) {
    return new String(octets, from, octets.length - from, as);
  }
}
