package org.vedette.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and binds sockets, and says in plain words why it cannot. */
final class Binder {
  private static final Logger LOG = LoggerFactory.getLogger(Binder.class);
  private static final int BACKLOG = 1024;

  private Binder() {}

  static DatagramChannel udp(InetSocketAddress address, int receiveBuffer) throws IOException {
    DatagramChannel channel = DatagramChannel.open(family(resolved("udp", address)));
    return configured(
        "udp",
        address,
        channel,
        () -> {
          channel.configureBlocking(false);
          channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
          channel.bind(address);
          int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
          LOG.info(
              "A UDP socket was bound. address={} receiveBufferWanted={} receiveBufferGranted={}",
              text(channel.getLocalAddress() instanceof InetSocketAddress at ? at : address),
              receiveBuffer,
              granted);
        });
  }

  static ServerSocketChannel tcp(InetSocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(family(resolved("tcp", address)));
    return configured(
        "tcp",
        address,
        channel,
        () -> {
          channel.configureBlocking(false);
          // Only connections that linger from before are passed over; a listener is not.
          channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
          channel.bind(address, BACKLOG);
          LOG.info(
              "A TCP socket was bound. address={}",
              text(channel.getLocalAddress() instanceof InetSocketAddress at ? at : address));
        });
  }

  /** Writes an address like {@code 0.0.0.0:1812} or {@code [::]:1812}. */
  static String text(InetSocketAddress address) {
    if (address.isUnresolved()) {
      return address.getHostString() + ":" + address.getPort();
    }
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private interface Setup {
    void run() throws IOException;
  }

  private static <C extends NetworkChannel> C configured(
      String protocol, InetSocketAddress address, C channel, Setup setup) throws IOException {
    boolean done = false;
    try {
      setup.run();
      done = true;
      return channel;
    } catch (IOException failure) {
      throw explained(protocol, address, failure);
    } catch (UnsupportedAddressTypeException noIpv6) {
      throw new IOException(
          cannotBind(protocol, address) + "this machine has no IPv6: use an IPv4 address", noIpv6);
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  /** An IPv4 address gets an IPv4 socket, so that 0.0.0.0 and [::] mean what they say. */
  private static ProtocolFamily family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private static InetSocketAddress resolved(String protocol, InetSocketAddress address)
      throws IOException {
    if (address.isUnresolved()) {
      throw new IOException(
          cannotBind(protocol, address)
              + "the name is not known: use an address of this machine, for instance 0.0.0.0");
    }
    return address;
  }

  private static IOException explained(
      String protocol, InetSocketAddress address, IOException failure) {
    String cause = String.valueOf(failure.getMessage());
    String lower = cause.toLowerCase(Locale.ROOT);
    String start = cannotBind(protocol, address);
    if (lower.contains("in use")) {
      String flag = protocol.equals("udp") ? "-ulpn" : "-tlpn";
      return new IOException(
          start
              + "another program uses this port: find it with  ss "
              + flag
              + " 'sport = :"
              + address.getPort()
              + "'  and stop it, or set another port",
          failure);
    }
    if (lower.contains("permission denied")) {
      return new IOException(
          start
              + "permission denied: ports below 1024 need the capability CAP_NET_BIND_SERVICE,"
              + " which the systemd unit gives; or set a port from 1024 on",
          failure);
    }
    if (lower.contains("cannot assign") || lower.contains("not available")) {
      return new IOException(
          start + "this machine does not have that address: see  ip address", failure);
    }
    return new IOException(start + cause, failure);
  }

  private static String cannotBind(String protocol, InetSocketAddress address) {
    return "cannot bind " + protocol + " " + text(address) + ": ";
  }
}
