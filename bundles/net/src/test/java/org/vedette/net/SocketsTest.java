package org.vedette.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.net.TcpLease;
import org.vedette.api.net.UdpLease;

public class SocketsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private final Shelf shelf = new Shelf();
  private Sockets sockets = new Sockets(shelf, () -> NetSettings.DEFAULTS, LONG);

  @After
  public void close() throws IOException {
    sockets.close();
    shelf.closeAll();
  }

  @Test
  public void givesTheSameSocketAndRepliesToTheNextListener() throws IOException {
    UdpLease first = sockets.udp(loopback(0));
    InetSocketAddress address = (InetSocketAddress) first.channel().getLocalAddress();
    first.replies().enter(new byte[] {1});
    first.close();
    send(address, 42);
    UdpLease second = sockets.udp(address);
    assertThat(second.channel()).isSameAs(first.channel());
    assertThat(second.replies().enter(new byte[] {1})).isInstanceOf(ReplyTable.Pending.class);
    assertThat(receive(second.channel())).as("sent in the gap").isEqualTo(42);
    first.close();
    assertThatThrownBy(() -> sockets.udp(address))
        .as("an old lease cannot give back the new one")
        .hasMessageContaining("another listener");
  }

  @Test
  public void closesASocketThatNobodyWants() throws IOException {
    Sockets impatient = new Sockets(shelf, () -> NetSettings.DEFAULTS, Duration.ofMillis(20));
    UdpLease lease = impatient.udp(loopback(0));
    assertThat(impatient.names()).hasSize(1);
    lease.close();
    await().until(() -> !lease.channel().isOpen());
    assertThat(impatient.names()).isEmpty();
    impatient.close();
  }

  @Test
  public void survivesItsOwnUpdate() throws IOException {
    UdpLease udp = sockets.udp(loopback(0));
    TcpLease tcp = sockets.tcp(loopback(0));
    InetSocketAddress udpAddress = (InetSocketAddress) udp.channel().getLocalAddress();
    InetSocketAddress tcpAddress = (InetSocketAddress) tcp.channel().getLocalAddress();
    udp.replies().enter(new byte[] {1});
    udp.replies().answered(new byte[] {1}, new byte[] {9});
    udp.close();
    sockets.close();
    assertThatThrownBy(() -> sockets.udp(udpAddress)).hasMessageContaining("successor");
    send(udpAddress, 7);
    try (Socket waiting = new Socket(tcpAddress.getAddress(), tcpAddress.getPort())) {
      sockets = new Sockets(shelf, () -> NetSettings.DEFAULTS, LONG);
      UdpLease nextUdp = sockets.udp(udpAddress);
      TcpLease nextTcp = sockets.tcp(tcpAddress);
      assertThat(nextUdp.channel()).isSameAs(udp.channel());
      assertThat(receive(nextUdp.channel())).isEqualTo(7);
      assertThat(nextUdp.replies().enter(new byte[] {1})).isInstanceOf(ReplyTable.Answered.class);
      assertThat(accept(nextTcp.channel())).isEqualTo(waiting.getLocalPort());
    }
  }

  @Test
  public void handsOverSocketsAloneWhenRepliesAreTooMany() throws IOException {
    shelf.largestItem = 1;
    UdpLease lease = sockets.udp(loopback(0));
    InetSocketAddress address = (InetSocketAddress) lease.channel().getLocalAddress();
    lease.replies().enter(new byte[] {1});
    sockets.close();
    sockets = new Sockets(shelf, () -> NetSettings.DEFAULTS, LONG);
    UdpLease next = sockets.udp(address);
    assertThat(next.channel()).isSameAs(lease.channel());
    assertThat(next.replies().enter(new byte[] {1})).isInstanceOf(ReplyTable.New.class);
  }

  @Test
  public void saysWhoseFaultItIs() throws IOException {
    try (DatagramSocket other = new DatagramSocket(loopback(0))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> sockets.udp(loopback(port)))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("udp 127.0.0.1:" + port, "another program", "ss -ulpn");
    }
    InetSocketAddress elsewhere =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 1812);
    assertThatThrownBy(() -> sockets.udp(elsewhere)).hasMessageContaining("ip address");
    assertThatThrownBy(() -> sockets.tcp(InetSocketAddress.createUnresolved("nowhere", 1)))
        .hasMessageContaining("tcp nowhere:1: the name is not known");
    assertThat(sockets.names()).isEmpty();
  }

  @Test
  public void replacesASocketThatSomebodyClosed() throws IOException {
    UdpLease lease = sockets.udp(loopback(0));
    InetSocketAddress address = (InetSocketAddress) lease.channel().getLocalAddress();
    lease.channel().close();
    assertThat(sockets.udp(address).channel().isOpen()).isTrue();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  private static void send(InetSocketAddress to, int value) throws IOException {
    try (DatagramSocket client = new DatagramSocket()) {
      client.send(new DatagramPacket(new byte[] {(byte) value}, 1, to));
    }
  }

  private static int receive(DatagramChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocate(10);
    await().until(() -> channel.receive(buffer) != null);
    return buffer.get(0);
  }

  private static int accept(ServerSocketChannel channel) throws IOException {
    var accepted = await().until(channel::accept, java.util.Objects::nonNull);
    try (accepted) {
      return ((InetSocketAddress) accepted.getRemoteAddress()).getPort();
    }
  }

  /** Keeps what is left, like the handover of the server. */
  private static final class Shelf implements Handover {
    private final Map<String, Object> items = new HashMap<>();
    int largestItem = Integer.MAX_VALUE;

    @Override
    public void leave(String key, Object item, Duration life) {
      if (item.toString().contains("replies") && largestItem == 1) {
        throw new IllegalArgumentException("too large");
      }
      items.put(key, item);
    }

    @Override
    public Optional<Object> take(String key) {
      return Optional.ofNullable(items.remove(key));
    }

    void closeAll() throws IOException {
      for (Object each : items.values()) {
        for (Object one : ((Map<?, ?>) each).values()) {
          ((java.nio.channels.Channel) ((Map<?, ?>) one).get("channel")).close();
        }
      }
    }
  }
}
