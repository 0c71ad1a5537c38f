package org.vedette.codec.eap;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What follows the type in a packet of a TLS method: flags, perhaps the length of the whole
 * message, and a part of it (RFC 5216 section 3.1, RFC 5281 section 9.1, PEAPv0 section 3.1).
 *
 * @param start S bit: the server begins
 * @param more M bit: further fragments follow
 * @param version low three bits
 * @param total length of the whole message, from the first of its fragments (L bit)
 * @param data TLS octets
 */
public record TlsFragment(
    boolean start, boolean more, int version, OptionalInt total, byte[] data) {
  /** Octets of flags and length. */
  public static final int OVERHEAD = 5;

  private static final int LENGTH_INCLUDED = 0x80;
  private static final int MORE = 0x40;
  private static final int START = 0x20;
  private static final int VERSION = 0x07;
  private static final byte[] NONE = {};

  /** Makes the packet by which the server begins. */
  public static TlsFragment begin(int version) {
    return new TlsFragment(true, false, version, OptionalInt.empty(), NONE);
  }

  /** Makes a packet without data: it acknowledges, or gives the other side its turn. */
  public static TlsFragment empty(int version) {
    return new TlsFragment(false, false, version, OptionalInt.empty(), NONE);
  }

  /** Whether it holds no TLS octets and announces none. */
  public boolean isEmpty() {
    return data.length == 0 && !more && !start;
  }

  /** Reads the data of an EAP packet; empty when it is too short or its length beyond 2^31. */
  public static Optional<TlsFragment> decode(byte[] data) {
    if (data.length == 0) {
      // RFC 5216 section 3.2 demands the flags; some peers leave them out of an acknowledgement.
      return Optional.of(empty(0));
    }
    int flags = data[0];
    int from = 1;
    OptionalInt total = OptionalInt.empty();
    if ((flags & LENGTH_INCLUDED) != 0) {
      if (data.length < OVERHEAD || data[1] < 0) {
        return Optional.empty();
      }
      total =
          OptionalInt.of(
              data[1] << 24 | (data[2] & 0xFF) << 16 | (data[3] & 0xFF) << 8 | data[4] & 0xFF);
      from = OVERHEAD;
    }
    return Optional.of(
        new TlsFragment(
            (flags & START) != 0,
            (flags & MORE) != 0,
            flags & VERSION,
            total,
            Arrays.copyOfRange(data, from, data.length)));
  }

  /** Writes the data of an EAP packet. */
  public byte[] encode() {
    int from = total.isPresent() ? OVERHEAD : 1;
    byte[] octets = new byte[from + data.length];
    octets[0] =
        (byte)
            ((total.isPresent() ? LENGTH_INCLUDED : 0)
                | (more ? MORE : 0)
                | (start ? START : 0)
                | version & VERSION);
    if (total.isPresent()) {
      int length = total.getAsInt();
      octets[1] = (byte) (length >>> 24);
      octets[2] = (byte) (length >>> 16);
      octets[3] = (byte) (length >>> 8);
      octets[4] = (byte) length;
    }
    System.arraycopy(data, 0, octets, from, data.length);
    return octets;
  }

  @Override
  public String toString() {
    return "TlsFragment[start=" + start + ", more=" + more + ", octets=" + data.length + "]";
  }
}
