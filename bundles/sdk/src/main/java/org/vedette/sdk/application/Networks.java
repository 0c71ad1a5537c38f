package org.vedette.sdk.application;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads networks like {@code 10.0.0.0/8} (RFC 4632, section 3.1; RFC 4291, section 2.3). */
final class Networks {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/([0-9]{1,3}))?");
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private Networks() {}

  /**
   * Returns the normal form, with the bits behind the prefix cleared; an address alone is a network
   * of one. Empty when it is none.
   */
  static Optional<String> normalise(String typed) {
    var matcher = FORM.matcher(typed.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String literal = matcher.group(1);
    if (literal.indexOf(':') < 0 && !IPV4.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      byte[] address = InetAddress.getByName(literal).getAddress();
      int bits = address.length * 8;
      int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
      return prefix > bits ? Optional.empty() : Optional.of(text(address, prefix));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static String text(byte[] address, int prefix) throws UnknownHostException {
    for (int bit = prefix; bit < address.length * 8; bit++) {
      address[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
  }
}
