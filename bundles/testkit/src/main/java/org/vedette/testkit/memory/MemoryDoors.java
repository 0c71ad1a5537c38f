package org.vedette.testkit.memory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.TcpLease;
import org.vedette.api.net.UdpLease;

/** Real listening sockets of loopback that stay bound between leases. Thread-safe. */
public final class MemoryDoors implements SocketHolder, AutoCloseable {
  private final Map<InetSocketAddress, ServerSocketChannel> held = new HashMap<>();
  private @Nullable IOException refusal;
  private int leases;

  /** Begins without sockets. */
  public MemoryDoors() {}

  /** Refuses every lease from now on. */
  public synchronized void refuse(IOException why) {
    refusal = why;
  }

  /** How many leases are open. */
  public synchronized int leases() {
    return leases;
  }

  /** Hands the sockets on, as one holder does to the next. */
  public synchronized MemoryDoors successor() {
    MemoryDoors next = new MemoryDoors();
    next.held.putAll(held);
    held.clear();
    return next;
  }

  @Override
  public UdpLease udp(InetSocketAddress address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized TcpLease tcp(InetSocketAddress address) throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    ServerSocketChannel known = held.get(address);
    if (known == null) {
      known = ServerSocketChannel.open();
      known.configureBlocking(false);
      known.bind(address, 200);
      held.put(address, known);
    }
    leases++;
    ServerSocketChannel channel = known;
    return new TcpLease() {
      @Override
      public ServerSocketChannel channel() {
        return channel;
      }

      @Override
      public void close() {
        synchronized (MemoryDoors.this) {
          leases--;
        }
      }
    };
  }

  @Override
  public synchronized void close() throws IOException {
    for (ServerSocketChannel each : held.values()) {
      each.close();
    }
  }
}
