package org.vedette.gateway.sip.link;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.vedette.gateway.sip.message.SipMessage;
import org.vedette.gateway.sip.message.SipParser;

/** Datagrams (RFC 3261 section 18). Only those from an address of the trunk are looked at. */
final class UdpLink implements Link {
  private static final int LARGEST = 65_535;

  private final InetSocketAddress peer;
  private final List<InetAddress> peers;
  private final InetAddress local;
  private final String host;
  private final Listener listener;
  private final DatagramSocket socket;
  private final Thread reader;

  UdpLink(
      Target target,
      InetSocketAddress peer,
      List<InetAddress> peers,
      InetAddress local,
      Listener listener,
      String threads)
      throws IOException {
    this.peer = peer;
    this.peers = peers;
    this.local = local;
    this.host = target.told(local);
    this.listener = listener;
    this.socket = new DatagramSocket(new InetSocketAddress(local, target.localPort()));
    this.reader = new Thread(this::read, threads + "-udp");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LARGEST);
        socket.receive(packet);
      } catch (IOException ended) {
        boolean news = !socket.isClosed();
        socket.close();
        if (news) {
          listener.broken(this, "the socket ended: " + ended.getMessage());
        }
        return;
      }
      if (peers.contains(packet.getAddress())) {
        Optional<SipMessage> message = SipParser.parse(packet.getData(), packet.getLength());
        InetSocketAddress from = new InetSocketAddress(packet.getAddress(), packet.getPort());
        message.ifPresent(each -> listener.received(this, each, from));
      }
    }
  }

  @Override
  public void send(SipMessage message) {
    reply(message, peer);
  }

  @Override
  public void reply(SipMessage message, InetSocketAddress to) {
    byte[] octets = message.bytes();
    try {
      socket.send(new DatagramPacket(octets, octets.length, to));
    } catch (IOException lost) {
      // Like one that is lost on the way: it is sent again, or the transaction ends.
      return;
    }
  }

  @Override
  public boolean reliable() {
    return false;
  }

  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public String sentBy() {
    return Target.hostPort(host, socket.getLocalPort());
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public InetAddress local() {
    return local;
  }

  @Override
  public InetAddress peer() {
    return peer.getAddress();
  }

  @Override
  public boolean open() {
    return !socket.isClosed();
  }

  @Override
  public void close() {
    socket.close();
  }
}
