package org.vedette.gateway.sip.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A packet as far as it is looked at (RFC 3550 section 5.1).
 *
 * @param payloadType 0 to 127
 * @param timestamp time stamp, as unsigned 32 bits
 * @param source synchronisation source, as unsigned 32 bits
 * @param payload a view of the payload
 */
record Rtp(int payloadType, long timestamp, long source, ByteBuffer payload) {
  static final int HEADER = 12;
  private static final long UNSIGNED = 0xFFFF_FFFFL;

  /** Reads a packet; empty when it is none. */
  static Optional<Rtp> parse(ByteBuffer packet) {
    int length = packet.remaining();
    int start = packet.position();
    if (length < HEADER) {
      return Optional.empty();
    }
    int first = packet.get(start) & 0xFF;
    int sources = first & 0x0F;
    int begin = HEADER + 4 * sources;
    if (first >> 6 != 2 || begin > length) {
      return Optional.empty();
    }
    if ((first & 0x10) != 0) {
      // 5.3.1: an extension tells its length in words.
      if (begin + 4 > length) {
        return Optional.empty();
      }
      begin += 4 + 4 * (packet.getShort(start + begin + 2) & 0xFFFF);
    }
    int end = length - ((first & 0x20) != 0 ? packet.get(start + length - 1) & 0xFF : 0);
    if (begin > end) {
      return Optional.empty();
    }
    return Optional.of(
        new Rtp(
            packet.get(start + 1) & 0x7F,
            packet.getInt(start + 4) & UNSIGNED,
            packet.getInt(start + 8) & UNSIGNED,
            packet.slice(start + begin, end - begin)));
  }

  /** Writes a header; the payload follows it. */
  static void header(
      ByteBuffer into, int payloadType, boolean marker, int sequence, long timestamp, long source) {
    into.put((byte) 0x80);
    into.put((byte) (payloadType | (marker ? 0x80 : 0)));
    into.putShort((short) sequence);
    into.putInt((int) timestamp);
    into.putInt((int) source);
  }
}
