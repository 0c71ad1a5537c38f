package org.vedette.codec.radius;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a vendor, packed into Vendor-Specific (RFC 2865 section 5.26).
 *
 * @param vendor private enterprise number
 * @param type number within the vendor
 * @param value content
 */
public record VendorAttribute(int vendor, int type, byte[] value) {
  private static final int VENDOR_OCTETS = 4;

  /** Reads all attributes of vendors that follow the recommended layout. */
  public static List<VendorAttribute> all(Packet packet) {
    return all(packet, vendor -> VendorFormat.STANDARD);
  }

  /**
   * Reads all attributes of vendors. One Vendor-Specific may hold several; one that does not follow
   * its vendor's layout is left out.
   */
  public static List<VendorAttribute> all(Packet packet, IntFunction<VendorFormat> formats) {
    List<VendorAttribute> found = new ArrayList<>();
    int type = AttributeTypes.VENDOR_SPECIFIC;
    for (int at = packet.indexOf(type, 0); at >= 0; at = packet.indexOf(type, at + 1)) {
      found.addAll(all(packet.valueAt(at), formats));
    }
    return found;
  }

  /** Reads the attributes in one Vendor-Specific. */
  public static List<VendorAttribute> all(Attribute vendorSpecific, Dictionary dictionary) {
    return all(vendorSpecific.value(), dictionary::format);
  }

  /** Reads the attributes in the value of one Vendor-Specific. */
  static List<VendorAttribute> all(byte[] value, IntFunction<VendorFormat> formats) {
    if (value.length <= VENDOR_OCTETS) {
      return List.of();
    }
    int vendor = ByteBuffer.wrap(value).getInt();
    return split(vendor, value, formats.apply(vendor));
  }

  /**
   * Packs this attribute.
   *
   * @throws IllegalArgumentException when it does not fit one Vendor-Specific
   */
  public Attribute pack(VendorFormat format) {
    int size = format.header() + value.length;
    if (format.lengthOctets() == 1 && size > 255) {
      throw new IllegalArgumentException("too long for its vendor's layout: " + size);
    }
    byte[] packed = new byte[VENDOR_OCTETS + size];
    put(packed, 0, VENDOR_OCTETS, vendor);
    put(packed, VENDOR_OCTETS, format.typeOctets(), type);
    put(packed, VENDOR_OCTETS + format.typeOctets(), format.lengthOctets(), size);
    System.arraycopy(value, 0, packed, VENDOR_OCTETS + format.header(), value.length);
    return new Attribute(AttributeTypes.VENDOR_SPECIFIC, packed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VendorAttribute that
        && vendor == that.vendor
        && type == that.type
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * vendor + type) + Arrays.hashCode(value);
  }

  /** Names vendor, type and length; the value may be a secret. */
  @Override
  public String toString() {
    return "VendorAttribute[vendor=" + vendor + ", type=" + type + ", octets=" + value.length + "]";
  }

  private static List<VendorAttribute> split(int vendor, byte[] value, VendorFormat format) {
    List<VendorAttribute> parts = new ArrayList<>();
    int header = format.header();
    int at = VENDOR_OCTETS;
    while (at < value.length) {
      if (at + header > value.length) {
        return List.of();
      }
      int type = get(value, at, format.typeOctets());
      int size =
          format.lengthOctets() == 0
              ? value.length - at
              : get(value, at + format.typeOctets(), format.lengthOctets());
      if (size < header || at + size > value.length) {
        return List.of();
      }
      parts.add(
          new VendorAttribute(vendor, type, Arrays.copyOfRange(value, at + header, at + size)));
      at += size;
    }
    return parts;
  }

  private static int get(byte[] source, int at, int octets) {
    int number = 0;
    for (int index = 0; index < octets; index++) {
      number = number << 8 | source[at + index] & 0xFF;
    }
    return number;
  }

  private static void put(byte[] target, int at, int octets, int number) {
    for (int index = 0; index < octets; index++) {
      target[at + index] = (byte) (number >>> (8 * (octets - 1 - index)));
    }
  }
}
