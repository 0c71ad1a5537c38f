package org.vedette.radius;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.UdpLease;
import org.vedette.codec.radius.Packet;

/** One address of the listener: its lease and the loop that reads it. Not thread-safe. */
final class Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final int KEY_REST = 2 + 1 + Packet.AUTHENTICATOR;

  /** What comes to an address. */
  enum Role {
    /** Sign-ins. */
    AUTHENTICATION,
    /** Accounting reports. */
    ACCOUNTING
  }

  private final InetSocketAddress address;
  private final Role role;
  private final Desk desk;
  private final Notices notices;
  private final LongSupplier nanoTime;
  private @Nullable UdpLease lease;
  private @Nullable DatagramLoop loop;
  private String trouble = "";

  Endpoint(
      InetSocketAddress address, Role role, Desk desk, Notices notices, LongSupplier nanoTime) {
    this.address = address;
    this.role = role;
    this.desk = desk;
    this.notices = notices;
    this.nanoTime = nanoTime;
  }

  InetSocketAddress address() {
    return address;
  }

  Role role() {
    return role;
  }

  /** Why the address is not bound; empty when it is. */
  String trouble() {
    return trouble;
  }

  /** The port really bound; 0 when none is. */
  int port() {
    UdpLease held = lease;
    try {
      return held == null ? 0 : ((InetSocketAddress) held.channel().getLocalAddress()).getPort();
    } catch (IOException closed) {
      return 0;
    }
  }

  /** Binds the address, if it is not: datagrams begin to wait in the kernel. */
  void bind(SocketHolder sockets) {
    DatagramLoop reading = loop;
    if (reading != null && !reading.alive()) {
      close();
    }
    if (lease != null) {
      return;
    }
    try {
      lease = sockets.udp(address);
      if (!trouble.isEmpty()) {
        LOG.info("A RADIUS address is bound at last. address={}", name());
      }
      trouble = "";
    } catch (IOException failure) {
      String why = String.valueOf(failure.getMessage());
      if (!why.equals(trouble)) {
        LOG.error(
            "A RADIUS address cannot be bound; it is tried again every 5 s. address={} why=\"{}\"",
            name(),
            why);
      }
      trouble = why;
    }
  }

  /** Goes on with what a predecessor left, then reads the socket, if it is not being read. */
  void read() {
    UdpLease held = lease;
    if (held == null || loop != null) {
      return;
    }
    try {
      DatagramLoop reading =
          new DatagramLoop(name(), held.channel(), receiver(held), notices, nanoTime);
      loop = reading;
      if (role == Role.AUTHENTICATION) {
        held.replies().takeLeft().forEach(left -> resume(new UdpWay(held), left));
      }
      reading.start();
    } catch (IOException failure) {
      trouble = "no selector: " + failure.getMessage();
      close();
    }
  }

  /** Ends reading; what waits in the kernel stays there. */
  void stop() {
    DatagramLoop reading = loop;
    loop = null;
    if (reading != null) {
      reading.end();
    }
  }

  /** Ends reading and gives the socket back. */
  void close() {
    stop();
    UdpLease held = lease;
    lease = null;
    if (held != null) {
      held.close();
    }
  }

  /** Writes the address as the settings do. */
  String name() {
    return RadiusSettings.name(
        address.getPort() == 0 ? new InetSocketAddress(address.getAddress(), port()) : address);
  }

  private DatagramLoop.Receiver receiver(UdpLease held) {
    Way way = new UdpWay(held);
    return role == Role.AUTHENTICATION
        ? (octets, source, waited) -> desk.authentication(way, octets, source, waited)
        : (octets, source, waited) -> desk.accounting(way, octets, source);
  }

  private void resume(Way way, ReplyTable.Left left) {
    byte[] key = left.key();
    int octets = key.length - KEY_REST;
    try {
      InetAddress source = InetAddress.getByAddress(Arrays.copyOf(key, Math.max(0, octets)));
      int port = (key[octets] & 0xFF) << 8 | key[octets + 1] & 0xFF;
      desk.resume(way, left, new InetSocketAddress(source, port));
    } catch (UnknownHostException notOurKey) {
      way.replies().forget(key);
    }
  }
}
