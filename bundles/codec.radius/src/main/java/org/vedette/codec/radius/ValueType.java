package org.vedette.codec.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The types a dictionary gives to attributes, each with its text form (RFC 8044 section 3). */
public enum ValueType {
  /** UTF-8 text. */
  STRING(ValueType::readText, text -> Optional.of(text.getBytes(StandardCharsets.UTF_8))),
  /** Any octets; as text hexadecimal after {@code 0x}. */
  OCTETS(ValueType::readOctets, ValueType::writeOctets),
  /** IPv4 address. */
  IPADDR(Values::ipv4, text -> address(text, 4)),
  /** IPv6 address. */
  IPV6ADDR(Values::ipv6, text -> address(text, 16)),
  /** IPv6 prefix. */
  IPV6PREFIX(Values::ipv6Prefix, text -> Values.prefix(text, 16)),
  /** IPv4 prefix. */
  IPV4PREFIX(Values::ipv4Prefix, text -> Values.prefix(text, 4)),
  /** Unsigned number of 32 bits. */
  INTEGER(value -> readNumber(value, 4), text -> writeNumber(text, 4)),
  /** Unsigned number of 63 bits in eight octets. */
  INTEGER64(value -> readNumber(value, 8), text -> writeNumber(text, 8)),
  /** Unsigned number of one octet. */
  BYTE(value -> readNumber(value, 1), text -> writeNumber(text, 1)),
  /** Unsigned number of two octets. */
  SHORT(value -> readNumber(value, 2), text -> writeNumber(text, 2)),
  /** Seconds since 1970, as text an ISO 8601 instant. */
  DATE(value -> Values.date(value).map(Object::toString), Values::date),
  /** Interface identifier of eight octets. */
  IFID(ValueType::readOctets, ValueType::writeOctets),
  /** Attributes of a vendor. */
  VSA(ValueType::readOctets, ValueType::writeOctets),
  /** Extended space of RFC 6929 section 2.1. */
  EXTENDED(ValueType::readOctets, ValueType::writeOctets),
  /** Long extended space of RFC 6929 section 2.2. */
  LONG_EXTENDED(ValueType::readOctets, ValueType::writeOctets),
  /** Nested attributes (RFC 6929 section 2.3). */
  TLV(ValueType::readOctets, ValueType::writeOctets);

  private final Function<byte[], Optional<String>> reader;
  private final Function<String, Optional<byte[]>> writer;

  ValueType(Function<byte[], Optional<String>> reader, Function<String, Optional<byte[]>> writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Finds the type that a dictionary calls {@code word}. */
  public static Optional<ValueType> named(String word) {
    String plain = word.toUpperCase(Locale.ROOT).replace('-', '_');
    int bracket = plain.indexOf('[');
    String name = bracket < 0 ? plain : plain.substring(0, bracket);
    for (ValueType each : values()) {
      if (each.name().equals(name)) {
        return Optional.of(each);
      }
    }
    return name.equals("TEXT") ? Optional.of(STRING) : Optional.empty();
  }

  /** Writes octets as text; empty when they are not of this type. */
  public Optional<String> text(byte[] value) {
    return reader.apply(value);
  }

  /** Reads text as octets; empty when it is not of this type. */
  public Optional<byte[]> octets(String text) {
    return writer.apply(text);
  }

  /** Whether dictionaries name values of this type. */
  boolean isNumber() {
    return this == INTEGER || this == BYTE || this == SHORT || this == INTEGER64;
  }

  private static Optional<String> readText(byte[] value) {
    return Optional.of(new String(value, StandardCharsets.UTF_8));
  }

  private static Optional<String> readOctets(byte[] value) {
    return Optional.of("0x" + HexFormat.of().formatHex(value));
  }

  private static Optional<byte[]> writeOctets(String text) {
    if (!text.startsWith("0x")) {
      return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return Optional.of(HexFormat.of().parseHex(text, 2, text.length()));
    } catch (IllegalArgumentException noHex) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> address(String text, int octets) {
    return IpText.parse(text)
        .map(address -> address.getAddress())
        .filter(address -> address.length == octets);
  }

  private static Optional<String> readNumber(byte[] value, int octets) {
    OptionalLong number = value.length == octets ? Values.number(value) : OptionalLong.empty();
    return number.isPresent()
        ? Optional.of(Long.toUnsignedString(number.getAsLong()))
        : Optional.empty();
  }

  private static Optional<byte[]> writeNumber(String text, int octets) {
    long most = octets == 8 ? Long.MAX_VALUE : (1L << (8 * octets)) - 1;
    OptionalLong number = Values.unsigned(text, most);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    byte[] eight = ByteBuffer.allocate(8).putLong(number.getAsLong()).array();
    byte[] value = new byte[octets];
    System.arraycopy(eight, 8 - octets, value, 0, octets);
    return Optional.of(value);
  }
}
