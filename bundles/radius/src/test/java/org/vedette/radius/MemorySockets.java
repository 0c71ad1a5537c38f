package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.TcpLease;
import org.vedette.api.net.UdpLease;

/** Real loopback sockets that stay bound between leases. */
final class MemorySockets implements SocketHolder, AutoCloseable {
  private final Map<InetSocketAddress, Held> held = new HashMap<>();
  private IOException refusal;
  private int leases;

  /** Refuses further leases, or grants them again when null. */
  synchronized void refuse(IOException why) {
    refusal = why;
  }

  synchronized int leases() {
    return leases;
  }

  synchronized MemoryReplies replies(InetSocketAddress address) {
    return held.get(address).replies;
  }

  @Override
  public synchronized UdpLease udp(InetSocketAddress address) throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    Held socket = held.get(address);
    if (socket == null) {
      socket = new Held();
      socket.channel.bind(address);
      held.put(address, socket);
    }
    leases++;
    return socket.lease();
  }

  @Override
  public TcpLease tcp(InetSocketAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void close() throws IOException {
    for (Held each : held.values()) {
      each.channel.close();
    }
  }

  private final class Held {
    private final DatagramChannel channel = DatagramChannel.open();
    private final MemoryReplies replies = new MemoryReplies();

    Held() throws IOException {
      channel.configureBlocking(false);
    }

    UdpLease lease() {
      return new UdpLease() {
        @Override
        public DatagramChannel channel() {
          return channel;
        }

        @Override
        public ReplyTable replies() {
          return replies;
        }

        @Override
        public void close() {
          synchronized (MemorySockets.this) {
            leases--;
          }
        }
      };
    }
  }
}
