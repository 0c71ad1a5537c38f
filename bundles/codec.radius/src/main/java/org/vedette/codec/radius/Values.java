package org.vedette.codec.radius;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Octets and text form of typed values (RFC 2865 section 5, RFC 3162, RFC 8044 section 3). */
public final class Values {
  private static final long MAX_INTEGER = 0xFFFF_FFFFL;

  private Values() {}

  /**
   * Writes an unsigned 32 bit number.
   *
   * @throws IllegalArgumentException when it is not 0 to 4294967295
   */
  public static byte[] integer(long number) {
    if (number < 0 || number > MAX_INTEGER) {
      throw new IllegalArgumentException("an integer is 0 to 4294967295, not " + number);
    }
    return ByteBuffer.allocate(4).putInt((int) number).array();
  }

  /** Reads an unsigned number of one, two, four or eight octets; empty for other lengths. */
  public static OptionalLong number(byte[] value) {
    if (value.length != 1 && value.length != 2 && value.length != 4 && value.length != 8) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (byte each : value) {
      number = number << 8 | each & 0xFF;
    }
    return OptionalLong.of(number);
  }

  /** Reads an IPv4 address of four octets as text. */
  public static Optional<String> ipv4(byte[] value) {
    return value.length == 4 ? IpText.format(value) : Optional.empty();
  }

  /** Reads an IPv6 address of sixteen octets as text. */
  public static Optional<String> ipv6(byte[] value) {
    return value.length == 16 ? IpText.format(value) : Optional.empty();
  }

  /** Reads a date, in seconds since 1970 (RFC 8044 section 3.3). */
  public static Optional<Instant> date(byte[] value) {
    return value.length == 4
        ? Optional.of(Instant.ofEpochSecond(number(value).orElseThrow()))
        : Optional.empty();
  }

  /** Reads an IPv6 prefix as {@code 2001:db8::/32} (RFC 3162 section 2.3). */
  public static Optional<String> ipv6Prefix(byte[] value) {
    return prefix(value, 16);
  }

  /** Reads an IPv4 prefix as {@code 192.0.2.0/24} (RFC 8044 section 3.11). */
  public static Optional<String> ipv4Prefix(byte[] value) {
    return value.length == 6 ? prefix(value, 4) : Optional.empty();
  }

  /** Writes a prefix of the given number of address octets; empty when the text is none. */
  public static Optional<byte[]> prefix(String text, int addressOctets) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Optional<InetAddress> address = IpText.parse(text.substring(0, slash));
    OptionalLong bits = unsigned(text.substring(slash + 1), 8L * addressOctets);
    if (address.isEmpty() || bits.isEmpty() || address.get().getAddress().length != addressOctets) {
      return Optional.empty();
    }
    byte[] octets = address.get().getAddress();
    byte[] value = new byte[2 + addressOctets];
    value[1] = (byte) bits.getAsLong();
    System.arraycopy(octets, 0, value, 2, addressOctets);
    return Optional.of(value);
  }

  /** Reads an unsigned decimal number that is at most {@code most}; empty for anything else. */
  public static OptionalLong unsigned(String text, long most) {
    if (text.isEmpty() || text.length() > 19 || text.charAt(0) == '+') {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text);
      return number < 0 || number > most ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException noNumber) {
      return OptionalLong.empty();
    }
  }

  /** Writes a date given as ISO 8601 instant or as seconds since 1970. */
  static Optional<byte[]> date(String text) {
    OptionalLong seconds = unsigned(text, MAX_INTEGER);
    if (seconds.isPresent()) {
      return Optional.of(integer(seconds.getAsLong()));
    }
    try {
      long parsed = Instant.parse(text).getEpochSecond();
      return parsed < 0 || parsed > MAX_INTEGER ? Optional.empty() : Optional.of(integer(parsed));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Optional<String> prefix(byte[] value, int addressOctets) {
    if (value.length < 2 || value.length > 2 + addressOctets) {
      return Optional.empty();
    }
    int bits = value[1] & 0xFF;
    if (bits > 8 * addressOctets || bits > 8 * (value.length - 2)) {
      return Optional.empty();
    }
    byte[] address = Arrays.copyOfRange(value, 2, 2 + addressOctets);
    return IpText.format(address).map(text -> text + "/" + bits);
  }
}
