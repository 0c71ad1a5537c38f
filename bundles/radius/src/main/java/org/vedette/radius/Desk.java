package org.vedette.radius;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.ReplyTable;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.listener.CoreCalls;
import org.vedette.radius.Counters.Count;

/** Decides what becomes of each datagram. Called by the threads that read the sockets. */
final class Desk {
  /** Shorter than clients wait for a reply: their time-outs are 3 s and more. */
  private static final Duration LATE = Duration.ofMillis(2500);

  private final Supplier<Clients> clients;
  private final SourceRates rates;
  private final Onlooker onlooker;
  private final Proofs proofs;
  private final Gate gate;
  private final SignIns signIns;
  private final Reports reports;
  private final Answers answers;
  private final CoreCalls core;
  private final Notices notices;
  private final Counters counters;
  private final IntSupplier maxPending;

  Desk(
      Supplier<Clients> clients,
      SourceRates rates,
      Onlooker onlooker,
      Proofs proofs,
      Gate gate,
      SignIns signIns,
      Reports reports,
      Answers answers,
      CoreCalls core,
      Notices notices,
      Counters counters,
      IntSupplier maxPending) {
    this.clients = clients;
    this.rates = rates;
    this.onlooker = onlooker;
    this.proofs = proofs;
    this.gate = gate;
    this.signIns = signIns;
    this.reports = reports;
    this.answers = answers;
    this.core = core;
    this.notices = notices;
    this.counters = counters;
    this.maxPending = maxPending;
  }

  /**
   * Takes a datagram that came to an address for sign-ins.
   *
   * @param waited how long it has waited for its turn, at most
   */
  void authentication(Way way, byte[] octets, InetSocketAddress source, Duration waited) {
    Client client = client(source);
    Packet packet = client == null ? null : packet(client, octets, source);
    if (client == null || packet == null) {
      return;
    }
    if (packet.code() == Code.STATUS_SERVER) {
      status(way, client, packet, source, Code.ACCESS_ACCEPT);
    } else if (packet.code() == Code.ACCESS_REQUEST && waited.compareTo(LATE) > 0) {
      late(client, source);
    } else if (packet.code() == Code.ACCESS_REQUEST) {
      access(way, client, packet, source);
    } else {
      misplaced(client, source);
    }
  }

  /** Takes a datagram that came to an address for accounting. */
  void accounting(Way way, byte[] octets, InetSocketAddress source) {
    Client client = client(source);
    Packet packet = client == null ? null : packet(client, octets, source);
    if (client == null || packet == null) {
      return;
    }
    if (packet.code() == Code.STATUS_SERVER) {
      status(way, client, packet, source, Code.ACCOUNTING_RESPONSE);
    } else if (packet.code() == Code.ACCOUNTING_REQUEST) {
      report(way, client, packet, source);
    } else {
      misplaced(client, source);
    }
  }

  /** Goes on with a request that a predecessor left. */
  void resume(Way way, ReplyTable.Left left, InetSocketAddress source) {
    Client client = clients.get().find(source.getAddress());
    Packet packet =
        Packet.decode(left.packet()).<@Nullable Packet>match(Decoded.Valid::packet, none -> null);
    if (client == null || packet == null || packet.code() != Code.ACCESS_REQUEST) {
      way.replies().forget(left.key());
      return;
    }
    Proofs.Proof proof = proofs.ofRequest(client, packet);
    boolean proven = proof.check() == MessageAuthenticator.Check.VALID;
    resume(new Arrival(way, source, client, packet, proof.secret(), proven), left);
  }

  /** Goes on with a request that may be looked at. */
  void resume(Arrival arrival, ReplyTable.Left left) {
    signIns.resume(arrival, left.key(), left.note());
  }

  private @Nullable Client client(InetSocketAddress source) {
    Client client = clients.get().find(source.getAddress());
    if (client == null) {
      counters.add(Count.UNKNOWN);
      notices.unknownSource(source);
    } else if (client.radsec().only()) {
      counters.add(Count.UNKNOWN);
      notices.tlsOnly(client, source);
      return null;
    }
    return client;
  }

  private @Nullable Packet packet(Client client, byte[] octets, InetSocketAddress source) {
    Decoded decoded = Packet.decode(octets);
    if (decoded instanceof Decoded.Valid valid) {
      onlooker.came(client, source, valid.packet());
      return valid.packet();
    }
    counters.add(Count.MALFORMED);
    notices.malformed(client, source, ((Decoded.Malformed) decoded).why());
    return null;
  }

  private void misplaced(Client client, InetSocketAddress source) {
    counters.add(Count.MALFORMED);
    notices.malformed(client, source, "a code that does not belong on this port");
  }

  /**
   * Whoever sent it has asked again since, or another server: if it were answered now, it would use
   * up the code that the other request shows.
   */
  private void late(Client client, InetSocketAddress source) {
    counters.add(Count.LATE);
    notices.late(client, source);
  }

  private void access(Way way, Client client, Packet packet, InetSocketAddress source) {
    if (!passes(client, source)) {
      return;
    }
    Optional<Gate.Pass> pass = gate.check(client, packet, source);
    if (pass.isEmpty()) {
      counters.add(Count.UNPROVEN);
      return;
    }
    enter(new Arrival(way, source, client, packet, pass.get().secret(), pass.get().proven()));
  }

  /** Tells whether a source may send one more request now; otherwise it was logged. */
  boolean passes(Client client, InetSocketAddress source) {
    boolean passes = rates.pass(client, source.getAddress());
    if (!passes) {
      counters.add(Count.LIMITED);
      notices.tooFast(client, source);
    }
    return passes;
  }

  /** Takes an Access-Request that may be looked at. */
  void enter(Arrival arrival) {
    byte[] key = arrival.key();
    arrival
        .replies()
        .enter(key)
        .<Runnable>match(
            fresh -> () -> begin(arrival, key),
            pending ->
                () -> {
                  counters.add(Count.DUPLICATES);
                  signIns.repeated(key);
                },
            answered ->
                () -> {
                  counters.add(Count.DUPLICATES);
                  signIns.send(arrival, answered.reply());
                },
            full -> () -> full(arrival))
        .run();
  }

  private void begin(Arrival arrival, byte[] key) {
    if (signIns.count() >= maxPending.getAsInt()) {
      arrival.replies().forget(key);
      full(arrival);
    } else {
      signIns.begin(arrival, key);
    }
  }

  private void full(Arrival arrival) {
    counters.add(Count.FULL);
    notices.full(arrival.client(), arrival.source());
  }

  /** Answers Status-Server (RFC 5997): only when proven, and not while nobody can sign in. */
  private void status(Way way, Client client, Packet packet, InetSocketAddress source, Code reply) {
    Proofs.Proof proof = proofs.ofRequest(client, packet);
    if (proof.check() != MessageAuthenticator.Check.VALID) {
      counters.add(Count.UNPROVEN);
      notices.wrong(client, source);
      return;
    }
    alive(new Arrival(way, source, client, packet, proof.secret(), true), reply);
  }

  /** Answers a Status-Server that is proven. */
  void alive(Arrival arrival, Code reply) {
    if (reply == Code.ACCESS_ACCEPT && !core.present()) {
      return;
    }
    counters.add(Count.STATUS);
    signIns.send(arrival, answers.alive(arrival, reply));
  }

  /** Hands on an accounting report whose authenticators are right (RFC 2866 section 3). */
  private void report(Way way, Client client, Packet packet, InetSocketAddress source) {
    Proofs.Proof proof = proofs.ofReport(client, packet);
    if (proof.check() == MessageAuthenticator.Check.WRONG) {
      counters.add(Count.UNPROVEN);
      notices.wrong(client, source);
      return;
    }
    boolean proven = proof.check() == MessageAuthenticator.Check.VALID;
    report(new Arrival(way, source, client, packet, proof.secret(), proven));
  }

  /** Hands on an accounting report that is genuine. */
  void report(Arrival arrival) {
    reports.take(arrival);
  }
}
