package org.vedette.radius;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Values;

/**
 * An IP network: addresses that share their first bits.
 *
 * @param v6 whether it is of IPv6
 * @param bits how many bits are shared
 * @param high first eight octets; zero beyond the shared bits
 * @param low last eight octets; IPv4 addresses stand in the last four
 */
record Network(boolean v6, int bits, long high, long low) {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  /** Returns the network of {@code bits} shared bits that holds an address. */
  static Network of(InetAddress address, int bits) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      long value = ByteBuffer.wrap(octets).getInt() & 0xFFFF_FFFFL;
      return new Network(false, bits, 0, value & mask(V4_BITS - bits));
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    long high = buffer.getLong();
    long low = buffer.getLong();
    return new Network(
        true, bits, high & mask(Math.max(0, 64 - bits)), low & mask(Math.min(64, V6_BITS - bits)));
  }

  /** Reads {@code 192.0.2.7}, {@code 192.0.2.0/24} and the like of IPv6. */
  static Optional<Network> parse(String typed) {
    String text = typed.strip();
    int slash = text.indexOf('/');
    Optional<InetAddress> address = IpText.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().getAddress().length == 4 ? V4_BITS : V6_BITS;
    OptionalLong bits =
        slash < 0 ? OptionalLong.of(most) : Values.unsigned(text.substring(slash + 1), most);
    return bits.isEmpty()
        ? Optional.empty()
        : Optional.of(of(address.get(), (int) bits.getAsLong()));
  }

  /** Writes the one normal form: a single address stands alone, other bits are zero. */
  String text() {
    byte[] octets =
        v6
            ? ByteBuffer.allocate(16).putLong(high).putLong(low).array()
            : ByteBuffer.allocate(4).putInt((int) low).array();
    String address = IpText.format(octets).orElseThrow();
    return bits == (v6 ? V6_BITS : V4_BITS) ? address : address + "/" + bits;
  }

  /** Returns a mask whose last {@code zeros} bits, 0 to 64, are zero. */
  private static long mask(int zeros) {
    return zeros == 64 ? 0 : -1L << zeros;
  }
}
