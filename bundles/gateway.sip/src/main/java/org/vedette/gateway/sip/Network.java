package org.vedette.gateway.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network.
 *
 * @param address any address in it
 * @param bits length of the common part
 */
record Network(InetAddress address, int bits) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

  /** Reads an address, or one with a length; empty when it is neither. Looks nothing up. */
  static Optional<Network> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(form.group(1));
      int most = address.getAddress().length * 8;
      int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
      return bits > most ? Optional.empty() : Optional.of(new Network(address, bits));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  /** Tells whether an address is in it. */
  boolean holds(InetAddress other) {
    byte[] own = address.getAddress();
    byte[] its = other.getAddress();
    if (own.length != its.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % 8;
      if ((own[i / 8] & mask) != (its[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
