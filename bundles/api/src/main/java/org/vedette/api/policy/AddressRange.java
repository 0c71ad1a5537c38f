package org.vedette.api.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that follow each other: one, a range like {@code 192.0.2.10-192.0.2.19}, or a network
 * like {@code 10.0.0.0/8} (RFC 4632, section 3.1; RFC 4291, section 2.3). Immutable. Never asks a
 * name server.
 */
public final class AddressRange {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

  private final byte[] first;
  private final byte[] last;
  private final String text;

  private AddressRange(byte[] first, byte[] last, String text) {
    this.first = first;
    this.last = last;
    this.text = text;
  }

  /**
   * Reads one address, a range or a network; of a network the bits behind the prefix are cleared.
   *
   * @return empty when it is none, or the end of a range lies before its start
   */
  public static Optional<AddressRange> parse(String typed) {
    String text = typed.strip();
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return address(text.substring(0, slash))
          .flatMap(base -> network(base, text.substring(slash + 1)));
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      return address(text).map(only -> new AddressRange(only, only, literal(only)));
    }
    Optional<byte[]> from = address(text.substring(0, dash).strip());
    return from.flatMap(
        start ->
            address(text.substring(dash + 1).strip())
                .filter(end -> end.length == start.length)
                .filter(end -> Arrays.compareUnsigned(start, end) <= 0)
                .map(end -> new AddressRange(start, end, literal(start) + "-" + literal(end))));
  }

  /**
   * Reads an address.
   *
   * @return 4 or 16 bytes; an IPv4 address mapped into IPv6 (RFC 4291, section 2.5.5.2) is one of
   *     IPv4; empty when it is none
   */
  public static Optional<byte[]> address(String text) {
    boolean six = text.indexOf(':') >= 0 && IPV6.matcher(text).matches();
    if (!six && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<AddressRange> network(byte[] base, String prefix) {
    int bits = PREFIX.matcher(prefix).matches() ? Integer.parseInt(prefix) : Integer.MAX_VALUE;
    if (bits > base.length * 8) {
      return Optional.empty();
    }
    byte[] first = base.clone();
    byte[] last = base.clone();
    for (int bit = bits; bit < base.length * 8; bit++) {
      int mask = 0x80 >> (bit % 8);
      first[bit / 8] &= (byte) ~mask;
      last[bit / 8] |= (byte) mask;
    }
    return Optional.of(new AddressRange(first, last, literal(first) + "/" + bits));
  }

  private static String literal(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns whether an address of 4 or 16 bytes is one of these. */
  public boolean contains(byte[] address) {
    return address.length == first.length
        && Arrays.compareUnsigned(first, address) <= 0
        && Arrays.compareUnsigned(address, last) <= 0;
  }

  /** Returns the first address. */
  public byte[] first() {
    return first.clone();
  }

  /** Returns the last address. */
  public byte[] last() {
    return last.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange it && it.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the normal form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return text;
  }
}
