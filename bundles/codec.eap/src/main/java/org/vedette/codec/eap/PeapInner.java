package org.vedette.codec.eap;

import java.util.Arrays;
import java.util.Optional;

/**
 * How EAP packets travel in the tunnel of PEAPv0: without their header, which is that of the packet
 * outside, except for EAP-TLV, which has its own (MS-PEAP 2.2.4, draft-kamath-pppext-peapv0 1.1).
 */
public final class PeapInner {
  private PeapInner() {}

  /** Writes a packet for the tunnel. */
  public static byte[] encode(EapPacket packet) {
    byte[] whole = packet.encode();
    return packet.type() == EapType.TLV
        ? whole
        : Arrays.copyOfRange(whole, EapPacket.HEADER, whole.length);
  }

  /**
   * Reads a packet of the tunnel.
   *
   * @param code what packets of the other side are
   * @param identifier of the packet outside
   * @return empty when it is none
   */
  public static Optional<EapPacket> decode(byte[] octets, EapCode code, int identifier) {
    if (octets.length == 0 || octets.length > EapPacket.MAX_LENGTH - EapPacket.HEADER) {
      return Optional.empty();
    }
    if (hasHeader(octets, code, identifier)) {
      return EapPacket.decode(octets);
    }
    return Optional.of(
        new EapPacket(
            code, identifier, octets[0] & 0xFF, Arrays.copyOfRange(octets, 1, octets.length)));
  }

  /**
   * Some peers send the header with every type. A packet without one that looks alike would be an
   * identity or a notification of exactly these octets.
   */
  private static boolean hasHeader(byte[] octets, EapCode code, int identifier) {
    int length = octets.length > EapPacket.HEADER ? (octets[2] & 0xFF) << 8 | octets[3] & 0xFF : 0;
    return length == octets.length
        && (octets[0] & 0xFF) == code.number()
        && ((octets[1] & 0xFF) == identifier || (octets[4] & 0xFF) == EapType.TLV);
  }
}
