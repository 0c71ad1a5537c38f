package org.vedette.codec.eap;

import java.util.Arrays;
import java.util.Optional;

/**
 * One EAP packet (RFC 3748 section 4). Arrays are not to be changed.
 *
 * @param code what it is
 * @param identifier 0 to 255
 * @param type method of a request or a response; 0 for the others
 * @param data what follows the type
 */
public record EapPacket(EapCode code, int identifier, int type, byte[] data) {
  /** Octets before the type. */
  public static final int HEADER = 4;

  /** Most octets that the length field can say. */
  public static final int MAX_LENGTH = 0xFFFF;

  private static final byte[] NONE = {};

  /** Makes a request. */
  public static EapPacket request(int identifier, int type, byte[] data) {
    return new EapPacket(EapCode.REQUEST, identifier, type, data);
  }

  /** Makes a response. */
  public static EapPacket response(int identifier, int type, byte[] data) {
    return new EapPacket(EapCode.RESPONSE, identifier, type, data);
  }

  /** Makes a success (RFC 3748 section 4.2). */
  public static EapPacket success(int identifier) {
    return new EapPacket(EapCode.SUCCESS, identifier, 0, NONE);
  }

  /** Makes a failure (RFC 3748 section 4.2). */
  public static EapPacket failure(int identifier) {
    return new EapPacket(EapCode.FAILURE, identifier, 0, NONE);
  }

  /**
   * Reads a packet; octets beyond its length are padding (RFC 3748 section 4).
   *
   * @return empty when it is none
   */
  public static Optional<EapPacket> decode(byte[] octets) {
    if (octets.length < HEADER) {
      return Optional.empty();
    }
    Optional<EapCode> code = EapCode.of(octets[0] & 0xFF);
    int length = (octets[2] & 0xFF) << 8 | octets[3] & 0xFF;
    if (code.isEmpty() || length < HEADER || length > octets.length) {
      return Optional.empty();
    }
    int identifier = octets[1] & 0xFF;
    if (!code.get().hasType()) {
      return length == HEADER
          ? Optional.of(new EapPacket(code.get(), identifier, 0, NONE))
          : Optional.empty();
    }
    return length == HEADER
        ? Optional.empty()
        : Optional.of(
            new EapPacket(
                code.get(),
                identifier,
                octets[HEADER] & 0xFF,
                Arrays.copyOfRange(octets, HEADER + 1, length)));
  }

  /** Writes it. */
  public byte[] encode() {
    int length = code.hasType() ? HEADER + 1 + data.length : HEADER;
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("an EAP packet has at most " + MAX_LENGTH + " octets");
    }
    byte[] octets = new byte[length];
    octets[0] = (byte) code.number();
    octets[1] = (byte) identifier;
    octets[2] = (byte) (length >>> 8);
    octets[3] = (byte) length;
    if (code.hasType()) {
      octets[HEADER] = (byte) type;
      System.arraycopy(data, 0, octets, HEADER + 1, data.length);
    }
    return octets;
  }

  /** Names code, identifier and type; the data may be secret. */
  @Override
  public String toString() {
    return code + "(" + identifier + ", type " + type + ", " + data.length + " octets)";
  }
}
