package org.vedette.ldap;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.policy.AddressRange;

/** All applications by the networks they come from: immutable; the smallest network wins. */
final class Clients {
  /** What is known before anything was read. */
  static final Clients NONE = new Clients(Map.of());

  private record Entry(AddressRange network, Client client) {
    BigInteger size() {
      return new BigInteger(1, network.last()).subtract(new BigInteger(1, network.first()));
    }
  }

  private final List<Entry> smallestFirst;

  Clients(Map<AddressRange, Client> byNetwork) {
    smallestFirst =
        byNetwork.entrySet().stream()
            .map(each -> new Entry(each.getKey(), each.getValue()))
            .sorted(Comparator.comparing(Entry::size))
            .toList();
  }

  /** Finds the application that a source address belongs to. */
  Optional<Client> find(InetAddress source) {
    byte[] address = source.getAddress();
    return smallestFirst.stream()
        .filter(each -> each.network().contains(address))
        .findFirst()
        .map(Entry::client);
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return smallestFirst.isEmpty();
  }
}
