package org.vedette.radsec;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vedette.codec.radius.Packet;

/**
 * Finds the packets in a stream of octets: each begins where the one before ends, as its length
 * field says (RFC 6613 section 2.6). Keeps at most one packet. For one thread.
 */
final class Framing {
  private static final int LENGTH_ENDS = 4;

  /** The stream is no row of packets; what follows cannot be read. */
  static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(int length) {
      super("a length field of " + length + ", not 20 to " + Packet.MAX_LENGTH);
    }
  }

  private final byte[] start = new byte[LENGTH_ENDS];
  private byte @Nullable [] packet;
  private int have;

  /**
   * Takes octets, and hands on each packet that is whole.
   *
   * @throws BrokenException when a length field is out of range (RFC 6613 section 2.6.4)
   */
  void take(ByteBuffer octets, Consumer<byte[]> whole) throws BrokenException {
    while (octets.hasRemaining()) {
      byte[] filling = packet;
      if (filling == null) {
        start[have++] = octets.get();
        if (have == LENGTH_ENDS) {
          packet = begin();
        }
        continue;
      }
      int more = Math.min(filling.length - have, octets.remaining());
      octets.get(filling, have, more);
      have += more;
      if (have == filling.length) {
        packet = null;
        have = 0;
        whole.accept(filling);
      }
    }
  }

  /** Tells whether a packet has begun that is not whole yet. */
  boolean begun() {
    return have > 0;
  }

  private byte[] begin() throws BrokenException {
    int length = (start[2] & 0xFF) << 8 | start[3] & 0xFF;
    if (length < Packet.HEADER || length > Packet.MAX_LENGTH) {
      throw new BrokenException(length);
    }
    byte[] room = new byte[length];
    System.arraycopy(start, 0, room, 0, LENGTH_ENDS);
    return room;
  }
}
