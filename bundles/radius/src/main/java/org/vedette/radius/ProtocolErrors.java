package org.vedette.radius;

import java.util.Arrays;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.PacketWriter;

/**
 * Writes Protocol-Error (RFC 7930 section 4): a request was not looked at, so that its identifier
 * is free again.
 */
final class ProtocolErrors {
  private static final int EXTENDED_1 = 241;
  private static final byte ORIGINAL_PACKET_CODE = 4;
  private static final int ERROR_CAUSE = 101;
  private static final int UNSUPPORTED_EXTENSION = 406;

  private ProtocolErrors() {}

  /** Writes that requests of this code are not served here (draft-ietf-radext-radiusdtls-bis). */
  static byte[] unsupported(byte[] request) {
    PacketWriter writer =
        new PacketWriter(Code.PROTOCOL_ERROR, request[1] & 0xFF).messageAuthenticator();
    // RFC 7930 section 5: Original-Packet-Code, an integer in the first extended space.
    writer.add(EXTENDED_1, new byte[] {ORIGINAL_PACKET_CODE, 0, 0, 0, request[0]});
    writer.add(Attribute.integer(ERROR_CAUSE, UNSUPPORTED_EXTENSION));
    if (Packet.decode(request) instanceof Decoded.Valid valid) {
      writer.copyAll(valid.packet(), AttributeTypes.PROXY_STATE);
    }
    return writer.reply(Arrays.copyOfRange(request, 4, Packet.HEADER), RadsecRule.SECRET);
  }
}
