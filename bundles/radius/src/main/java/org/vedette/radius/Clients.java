package org.vedette.radius;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All clients by their networks: immutable; the longest prefix wins. */
final class Clients {
  /** What is known before anything was read. */
  static final Clients NONE = new Clients(Map.of());

  private final Map<Network, Client> byNetwork;
  private final int[] v4Bits;
  private final int[] v6Bits;

  Clients(Map<Network, Client> byNetwork) {
    this.byNetwork = new HashMap<>(byNetwork);
    v4Bits = lengths(byNetwork, false);
    v6Bits = lengths(byNetwork, true);
  }

  /** Finds the client that a source address belongs to, or null. */
  @Nullable Client find(InetAddress source) {
    for (int bits : source.getAddress().length == 4 ? v4Bits : v6Bits) {
      Client found = byNetwork.get(Network.of(source, bits));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Returns all clients by their networks. */
  Map<Network, Client> byNetwork() {
    return Map.copyOf(byNetwork);
  }

  /** Returns all clients, each once for each of its networks. */
  List<Client> all() {
    return List.copyOf(byNetwork.values());
  }

  private static int[] lengths(Map<Network, Client> networks, boolean v6) {
    int[] ascending =
        networks.keySet().stream()
            .filter(each -> each.v6() == v6)
            .mapToInt(Network::bits)
            .distinct()
            .sorted()
            .toArray();
    int[] longestFirst = new int[ascending.length];
    for (int index = 0; index < ascending.length; index++) {
      longestFirst[index] = ascending[ascending.length - 1 - index];
    }
    return longestFirst;
  }
}
