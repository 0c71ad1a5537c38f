package org.vedette.codec.eap;

import java.util.Optional;

/** How PEAP ends in its tunnel: the Result TLV of an EAP-TLV packet (MS-PEAP 2.2.8.1.2). */
public enum ResultTlv {
  /** The peer has shown who it is. */
  SUCCESS(1),
  /** It has not. */
  FAILURE(2);

  private static final int TYPE = 3;
  private static final int MANDATORY = 0x80;
  private static final int HEADER = 4;

  private final int status;

  ResultTlv(int status) {
    this.status = status;
  }

  /** Writes the data of an EAP-TLV packet. */
  public byte[] encode() {
    return new byte[] {(byte) MANDATORY, TYPE, 0, 2, 0, (byte) status};
  }

  /** Finds the result in the data of an EAP-TLV packet; empty when there is none that is valid. */
  public static Optional<ResultTlv> decode(byte[] data) {
    int at = 0;
    while (data.length - at >= HEADER) {
      int type = (data[at] & 0x3F) << 8 | data[at + 1] & 0xFF;
      int length = (data[at + 2] & 0xFF) << 8 | data[at + 3] & 0xFF;
      if (length > data.length - at - HEADER) {
        return Optional.empty();
      }
      if (type == TYPE && length == 2) {
        int status = (data[at + HEADER] & 0xFF) << 8 | data[at + HEADER + 1] & 0xFF;
        return status == 1 || status == 2 ? Optional.of(values()[status - 1]) : Optional.empty();
      }
      at += HEADER + length;
    }
    return Optional.empty();
  }
}
