package org.vedette.core.checks;

import java.util.Collection;
import java.util.Optional;
import org.vedette.api.policy.AddressRange;

/** Addresses and networks in text form; never asks a name server. */
public final class Networks {
  private Networks() {}

  /** Returns whether {@code address} lies in one of {@code networks}, like {@code 10.0.0.0/8}. */
  public static boolean contains(Collection<String> networks, String address) {
    if (networks.isEmpty()) {
      return false;
    }
    Optional<byte[]> bytes = AddressRange.address(address);
    return bytes.isPresent() && networks.stream().anyMatch(it -> contains(it, bytes.get()));
  }

  /** Returns whether an address of 4 or 16 bytes lies in {@code network}; a name is none. */
  public static boolean contains(String network, byte[] address) {
    return AddressRange.parse(network).map(it -> it.contains(address)).orElse(false);
  }
}
