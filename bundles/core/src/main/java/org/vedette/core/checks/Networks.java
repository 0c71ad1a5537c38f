package org.vedette.core.checks;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and networks in text form; never asks a name server. */
public final class Networks {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Networks() {}

  /** Returns whether {@code address} lies in one of {@code networks}, like {@code 10.0.0.0/8}. */
  public static boolean contains(Collection<String> networks, String address) {
    if (networks.isEmpty()) {
      return false;
    }
    Optional<byte[]> bytes = parse(address);
    return bytes.isPresent() && networks.stream().anyMatch(net -> contains(net, bytes.get()));
  }

  private static boolean contains(String network, byte[] address) {
    int slash = network.indexOf('/');
    Optional<byte[]> base = parse(slash < 0 ? network : network.substring(0, slash));
    if (base.isEmpty() || base.get().length != address.length) {
      return false;
    }
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : prefix(network.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      return false;
    }
    return new BigInteger(1, base.get())
            .xor(new BigInteger(1, address))
            .shiftRight(bits - prefix)
            .signum()
        == 0;
  }

  private static int prefix(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  private static Optional<byte[]> parse(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
