package org.vedette.radius;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;

/** Sees what comes from each client and goes to it. Thread-safe. */
final class Onlooker {
  private final Map<UUID, Observed> observed = new ConcurrentHashMap<>();
  private final Watches watches;
  private final InstantSource clock;

  Onlooker(Watches watches, InstantSource clock) {
    this.watches = watches;
    this.clock = clock;
  }

  /** A packet came; nothing is proven of it yet. */
  void came(Client client, InetSocketAddress source, Packet packet) {
    watches.in(client, source, packet);
  }

  /** An Access-Request was looked at. */
  void proved(Client client, Proofs.Proof proof) {
    Observed of = of(client);
    if (proof.check() != MessageAuthenticator.Check.WRONG) {
      of.request(clock.instant(), proof.check() == MessageAuthenticator.Check.VALID);
    }
    if (proof.previous()) {
      of.previousSecret(clock.instant());
    }
  }

  /** A packet leaves. */
  void leaves(Client client, InetSocketAddress source, byte[] octets) {
    watches.out(client, source, octets);
  }

  /** Something is worth a sentence. */
  void note(Client client, InetSocketAddress source, String sentence) {
    watches.note(client, source, sentence);
  }

  /** What was seen of a client. */
  Observed of(Client client) {
    Observed known = observed.get(client.application());
    return known != null
        ? known
        : observed.computeIfAbsent(client.application(), id -> new Observed());
  }

  Watches watches() {
    return watches;
  }
}
