package org.vedette.codec.radius;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses as text, without ever asking a name server. */
public final class IpText {
  private static final int V4_OCTETS = 4;
  private static final int V6_GROUPS = 8;

  private IpText() {}

  /** Reads {@code 192.0.2.7} or {@code 2001:db8::7}; empty for anything else, names included. */
  public static Optional<InetAddress> parse(String text) {
    try {
      if (text.indexOf(':') >= 0) {
        return isV6Text(text) ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
      }
      byte[] octets = v4(text);
      return octets.length == V4_OCTETS
          ? Optional.of(InetAddress.getByAddress(octets))
          : Optional.empty();
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  /** Writes 4 or 16 octets as text, IPv6 in its short form (RFC 5952); other lengths are empty. */
  public static Optional<String> format(byte[] octets) {
    if (octets.length == V4_OCTETS) {
      return Optional.of(
          (octets[0] & 0xFF)
              + "."
              + (octets[1] & 0xFF)
              + "."
              + (octets[2] & 0xFF)
              + "."
              + (octets[3] & 0xFF));
    }
    return octets.length == 2 * V6_GROUPS ? Optional.of(v6(octets)) : Optional.empty();
  }

  /** Writes an address as text, IPv6 in its short form (RFC 5952) and without a zone. */
  public static String format(InetAddress address) {
    return format(address.getAddress()).orElseThrow();
  }

  private static boolean isV6Text(String text) {
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (Character.digit(c, 16) < 0 && c != ':' && c != '.' || c > 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static byte[] v4(String text) {
    byte[] octets = new byte[V4_OCTETS];
    int count = 0;
    int digits = 0;
    int number = 0;
    for (int index = 0; index <= text.length(); index++) {
      char c = index < text.length() ? text.charAt(index) : '.';
      if (c == '.') {
        if (digits == 0 || count == V4_OCTETS) {
          return new byte[0];
        }
        octets[count++] = (byte) number;
        digits = 0;
        number = 0;
      } else {
        number = 10 * number + c - '0';
        if (c < '0' || c > '9' || ++digits > 3 || number > 255) {
          return new byte[0];
        }
      }
    }
    return count == V4_OCTETS ? octets : new byte[0];
  }

  private static String v6(byte[] octets) {
    int[] groups = new int[V6_GROUPS];
    for (int index = 0; index < V6_GROUPS; index++) {
      groups[index] = (octets[2 * index] & 0xFF) << 8 | octets[2 * index + 1] & 0xFF;
    }
    int gap = -1;
    int gapLength = 1;
    for (int start = 0; start < V6_GROUPS; start++) {
      int end = start;
      while (end < V6_GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - start > gapLength) {
        gap = start;
        gapLength = end - start;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int index = 0; index < V6_GROUPS; index++) {
      if (index == gap) {
        text.append("::");
        index += gapLength - 1;
        continue;
      }
      if (index > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[index]));
    }
    return text.toString();
  }
}
