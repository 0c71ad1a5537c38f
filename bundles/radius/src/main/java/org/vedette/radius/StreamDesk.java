package org.vedette.radius;

import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketDesk;
import org.vedette.api.radius.PacketStream;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.radius.Counters.Count;

/**
 * Decides what becomes of each packet of a protected connection (RFC 6614). What UDP drops in
 * silence because it is broken or forged ends a connection, whose octets are those of its peer (RFC
 * 6613 section 2.6.4). Thread-safe.
 */
final class StreamDesk implements PacketDesk {
  private final Supplier<Clients> clients;
  private final Onlooker onlooker;
  private final Desk desk;
  private final Notices notices;
  private final Counters counters;
  private boolean closed;

  StreamDesk(
      Supplier<Clients> clients, Onlooker onlooker, Desk desk, Notices notices, Counters counters) {
    this.clients = clients;
    this.onlooker = onlooker;
    this.desk = desk;
    this.notices = notices;
    this.counters = counters;
  }

  @Override
  public boolean expects(InetAddress source) {
    Client client = clients.get().find(source);
    return client != null && client.radsec().allowed();
  }

  @Override
  public synchronized Taken receive(byte[] octets, PacketStream from) {
    if (closed) {
      return Taken.LATER;
    }
    Client client = client(from);
    if (client == null) {
      return Taken.CLOSE;
    }
    if (octets.length >= Packet.HEADER && Code.of(octets[0]) == null) {
      // It may be of a later RFC: the connection lives on.
      return unsupported(client, octets, from);
    }
    Decoded decoded = Packet.decode(octets);
    if (!(decoded instanceof Decoded.Valid valid)) {
      counters.add(Count.MALFORMED);
      notices.malformed(client, from.source(), ((Decoded.Malformed) decoded).why());
      return Taken.CLOSE;
    }
    onlooker.came(client, from.source(), valid.packet());
    return packet(arrival(from, client, valid.packet()));
  }

  @Override
  public void resume(ReplyTable.Left left, PacketStream from) {
    Client client = client(from);
    Packet packet =
        Packet.decode(left.packet()).<@Nullable Packet>match(Decoded.Valid::packet, none -> null);
    if (client == null || packet == null || packet.code() != Code.ACCESS_REQUEST) {
      from.replies().forget(left.key());
      return;
    }
    desk.resume(arrival(from, client, packet), left);
  }

  /** TLS has proved it, and the secret is that of all (RFC 6614 section 2.3). */
  private static Arrival arrival(PacketStream from, Client client, Packet packet) {
    return new Arrival(new StreamWay(from), from.source(), client, packet, RadsecRule.SECRET, true);
  }

  /** Takes nothing more; waits for what is being taken. */
  synchronized void close() {
    closed = true;
  }

  /** RFC 6614 section 2.3: the certificate must be that of the client, not just a good one. */
  private @Nullable Client client(PacketStream from) {
    Client client = clients.get().find(from.source().getAddress());
    if (client == null) {
      counters.add(Count.UNKNOWN);
      notices.unknownSource(from.source());
      return null;
    }
    if (!client.radsec().allowed()) {
      counters.add(Count.UNKNOWN);
      notices.notByTls(client, from.source());
      return null;
    }
    if (!client.radsec().matches(from.names())) {
      counters.add(Count.UNKNOWN);
      notices.wrongName(client, from.source(), from.names());
      return null;
    }
    return client;
  }

  private Taken packet(Arrival arrival) {
    Packet packet = arrival.packet();
    MessageAuthenticator.Check check = MessageAuthenticator.ofRequest(packet, arrival.secret());
    boolean proven = check == MessageAuthenticator.Check.VALID;
    if (check == MessageAuthenticator.Check.WRONG) {
      return forged(arrival);
    }
    switch (packet.code()) {
      case ACCESS_REQUEST -> access(arrival, check);
      case STATUS_SERVER -> status(arrival, proven);
      case ACCOUNTING_REQUEST -> {
        // RFC 2866 section 3: the authenticator of the header proves it.
        if (!Authenticators.provesRequest(packet, arrival.secret())) {
          return forged(arrival);
        }
        desk.report(arrival);
      }
      case DISCONNECT_REQUEST, COA_REQUEST -> {
        if (!Authenticators.provesRequest(packet, arrival.secret())) {
          return forged(arrival);
        }
        return unsupported(arrival.client(), packet.bytes(), ((StreamWay) arrival.way()).stream());
      }
      default -> {
        // Replies to nothing that was asked; an error about an error has no end.
        counters.add(Count.MALFORMED);
        notices.malformed(arrival.client(), arrival.source(), "a reply to nothing that was asked");
      }
    }
    return Taken.YES;
  }

  /** TLS has proved where it comes from; only EAP must carry its own proof (RFC 3579, 3.1). */
  private void access(Arrival arrival, MessageAuthenticator.Check check) {
    if (!desk.passes(arrival.client(), arrival.source())) {
      return;
    }
    onlooker.proved(arrival.client(), new Proofs.Proof(check, arrival.secret(), false));
    boolean proven = check == MessageAuthenticator.Check.VALID;
    if (!proven && arrival.packet().has(AttributeTypes.EAP_MESSAGE)) {
      counters.add(Count.UNPROVEN);
      notices.unprotectedEap(arrival.client(), arrival.source());
    } else {
      desk.enter(arrival);
    }
  }

  /** RFC 5997 section 3: a Status-Server without Message-Authenticator is dropped. */
  private void status(Arrival arrival, boolean proven) {
    if (proven) {
      desk.alive(arrival, Code.ACCESS_ACCEPT);
    } else {
      counters.add(Count.UNPROVEN);
      notices.wrong(arrival.client(), arrival.source());
    }
  }

  private Taken forged(Arrival arrival) {
    counters.add(Count.UNPROVEN);
    notices.wrong(arrival.client(), arrival.source());
    return Taken.CLOSE;
  }

  private Taken unsupported(Client client, byte[] octets, PacketStream from) {
    counters.add(Count.MALFORMED);
    notices.malformed(client, from.source(), "a code that is not served here");
    from.send(ProtocolErrors.unsupported(octets));
    return Taken.YES;
  }
}
