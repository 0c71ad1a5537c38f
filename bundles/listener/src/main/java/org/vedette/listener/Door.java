package org.vedette.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.TcpLease;

/** One address that clients connect to. Guarded by its owner; accepts by the thread of the loop. */
public final class Door implements Loop.Handler {
  /**
   * What is behind the door.
   *
   * @param protocol what the log calls it
   * @param text writes addresses
   */
  public record Kind(String protocol, Function<InetAddress, String> text) {}

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int ACCEPTS_IN_A_TURN = 32;

  private final InetSocketAddress address;
  private final Loop loop;
  private final Kind kind;
  private final Consumer<SocketChannel> accepted;
  private volatile @Nullable TcpLease lease;
  private volatile @Nullable SelectionKey key;
  private volatile String trouble = "";

  /**
   * Makes a door that is not open.
   *
   * @param accepted takes each connection, by the thread of the loop, and must not block
   */
  public Door(InetSocketAddress address, Loop loop, Kind kind, Consumer<SocketChannel> accepted) {
    this.address = address;
    this.loop = loop;
    this.kind = kind;
    this.accepted = accepted;
  }

  /** Returns the address as the settings name it. */
  public InetSocketAddress address() {
    return address;
  }

  /** Why nobody can connect; empty when all is well. */
  public String trouble() {
    return trouble;
  }

  /** The port really bound; 0 when none is. */
  public int port() {
    TcpLease held = lease;
    try {
      return held == null ? 0 : ((InetSocketAddress) held.channel().getLocalAddress()).getPort();
    } catch (IOException closed) {
      return 0;
    }
  }

  /** Writes the address as the settings do. */
  public String name() {
    String host = kind.text().apply(address.getAddress());
    int port = address.getPort() == 0 ? port() : address.getPort();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** Binds the address and accepts, if it does not. */
  public void open(SocketHolder sockets) {
    TcpLease before = lease;
    if (before != null && before.channel().isOpen()) {
      return;
    }
    close();
    try {
      TcpLease held = sockets.tcp(address);
      lease = held;
      loop.await(() -> listen(held));
      if (key == null) {
        close();
      } else if (!trouble.isEmpty()) {
        LOG.info("An address is bound at last. protocol={} address={}", kind.protocol(), name());
        trouble = "";
      }
    } catch (IOException failure) {
      failed(failure);
    }
  }

  /** Accepts no more, and gives the socket back; connections go on. */
  public void close() {
    TcpLease held = lease;
    lease = null;
    if (held != null) {
      loop.await(this::silence);
      held.close();
    }
  }

  @Override
  public void ready() {
    TcpLease held = lease;
    SelectionKey mine = key;
    if (held == null || mine == null) {
      return;
    }
    try {
      for (int turn = 0; turn < ACCEPTS_IN_A_TURN; turn++) {
        SocketChannel channel = held.channel().accept();
        if (channel == null) {
          return;
        }
        accepted.accept(channel);
      }
    } catch (IOException failure) {
      LOG.warn("A connection could not be accepted. address={} why={}", name(), failure.toString());
      // Tried again at the next tick: what cannot be accepted stays ready.
      mine.interestOps(0);
    }
  }

  /** Tries again to accept, by the thread of the loop. */
  public void tick() {
    SelectionKey mine = key;
    if (mine != null && mine.isValid()) {
      mine.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  private void listen(TcpLease held) {
    try {
      key = loop.register(held.channel(), SelectionKey.OP_ACCEPT, this);
    } catch (IOException failure) {
      failed(failure);
    }
  }

  private void silence() {
    SelectionKey mine = key;
    key = null;
    try {
      if (mine != null) {
        loop.forget(mine);
      }
    } catch (IOException failure) {
      LOG.debug("The selector failed.", failure);
    }
  }

  private void failed(IOException failure) {
    String why = String.valueOf(failure.getMessage());
    if (!why.equals(trouble)) {
      LOG.error(
          "An address cannot be bound; it is tried again every 5 s. protocol={} address={}"
              + " why=\"{}\"",
          kind.protocol(),
          name(),
          why);
    }
    trouble = why;
  }
}
