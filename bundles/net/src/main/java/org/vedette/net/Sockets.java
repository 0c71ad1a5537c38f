package org.vedette.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.net.TcpLease;
import org.vedette.api.net.UdpLease;

/** Holds the bound sockets; those given back wait for a successor, and so do all at the end. */
final class Sockets implements SocketHolder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
  private static final String KEY = "org.vedette.net/sockets";
  private static final String CHANNEL = "channel";
  private static final String REPLIES = "replies";
  private static final String UDP = "udp ";
  private static final String TCP = "tcp ";

  private interface Opener {
    NetworkChannel open() throws IOException;
  }

  private final Handover handover;
  private final Supplier<NetSettings> settings;
  private final Duration patience;
  private final Map<String, HeldSocket> held = new TreeMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          run -> {
            Thread thread = new Thread(run, "vedette-net-timer");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  /** Takes over the sockets that a predecessor left. */
  Sockets(Handover handover, Supplier<NetSettings> settings, Duration patience) {
    this.handover = handover;
    this.settings = settings;
    this.patience = patience;
    timer.setRemoveOnCancelPolicy(true);
    takeOver();
  }

  @Override
  public UdpLease udp(InetSocketAddress address) throws IOException {
    Object tenant = new Object();
    HeldSocket socket =
        lease(UDP, address, tenant, () -> Binder.udp(address, settings.get().receiveBuffer()));
    DatagramChannel channel = (DatagramChannel) socket.channel;
    return new UdpLease() {
      @Override
      public DatagramChannel channel() {
        return channel;
      }

      @Override
      public ReplyTable replies() {
        return socket.replies;
      }

      @Override
      public void close() {
        giveBack(socket, tenant);
      }
    };
  }

  @Override
  public TcpLease tcp(InetSocketAddress address) throws IOException {
    Object tenant = new Object();
    HeldSocket socket = lease(TCP, address, tenant, () -> Binder.tcp(address));
    ServerSocketChannel channel = (ServerSocketChannel) socket.channel;
    return new TcpLease() {
      @Override
      public ServerSocketChannel channel() {
        return channel;
      }

      @Override
      public void close() {
        giveBack(socket, tenant);
      }
    };
  }

  /** Names what is bound, like {@code udp 0.0.0.0:1812}. */
  synchronized List<String> names() {
    return List.copyOf(held.keySet());
  }

  /** Leaves all sockets, with what is remembered of their requests, for a successor. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    if (held.isEmpty()) {
      return;
    }
    try {
      handover.leave(KEY, image(true), patience);
    } catch (IllegalArgumentException tooLarge) {
      LOG.warn(
          "Replies sent lately are too many to be handed over; requests repeated now are worked on"
              + " again. problem=\"{}\"",
          tooLarge.getMessage());
      handover.leave(KEY, image(false), patience);
    }
    held.clear();
  }

  private synchronized HeldSocket lease(
      String protocol, InetSocketAddress address, Object tenant, Opener opener) throws IOException {
    if (closed) {
      throw new IOException("the holder of sockets is being replaced: ask its successor");
    }
    HeldSocket known = held.get(protocol + Binder.text(address));
    if (known != null && !known.channel.isOpen()) {
      drop(known);
      known = null;
    }
    if (known != null && known.tenant != null) {
      throw new IOException(known.name + " is used by another listener: set another port");
    }
    HeldSocket socket = known == null ? bind(protocol, opener) : known;
    Future<?> closing = socket.closing;
    if (closing != null) {
      closing.cancel(false);
      socket.closing = null;
    }
    socket.tenant = tenant;
    return socket;
  }

  private HeldSocket bind(String protocol, Opener opener) throws IOException {
    return keep(protocol, opener.open());
  }

  private HeldSocket keep(String protocol, NetworkChannel channel) throws IOException {
    String name = protocol + Binder.text((InetSocketAddress) channel.getLocalAddress());
    HeldSocket socket = new HeldSocket(name, channel, new Replies(settings, System::nanoTime));
    held.put(name, socket);
    return socket;
  }

  private synchronized void giveBack(HeldSocket socket, Object tenant) {
    if (closed || socket.tenant != tenant) {
      return;
    }
    socket.tenant = null;
    await(socket);
  }

  private void await(HeldSocket socket) {
    socket.closing =
        timer.schedule(() -> nobodyCame(socket), patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void nobodyCame(HeldSocket socket) {
    if (!closed && socket.tenant == null && held.get(socket.name) == socket) {
      drop(socket);
      LOG.info("A socket that nobody uses was closed. address=\"{}\"", socket.name);
    }
  }

  private void drop(HeldSocket socket) {
    held.remove(socket.name);
    close(socket.channel);
  }

  private Map<String, Object> image(boolean withReplies) {
    Map<String, Object> image = new HashMap<>();
    held.forEach(
        (name, socket) -> {
          Map<String, Object> one = new HashMap<>();
          one.put(CHANNEL, socket.channel);
          if (withReplies) {
            one.put(REPLIES, RepliesImage.of(socket.replies));
          }
          image.put(name, one);
        });
    return image;
  }

  private synchronized void takeOver() {
    if (!(handover.take(KEY).orElse(Map.of()) instanceof Map<?, ?> image)) {
      return;
    }
    for (Map.Entry<?, ?> each : image.entrySet()) {
      if (each.getValue() instanceof Map<?, ?> one
          && one.get(CHANNEL) instanceof NetworkChannel channel
          && channel.isOpen()) {
        HeldSocket socket =
            new HeldSocket(
                String.valueOf(each.getKey()), channel, new Replies(settings, System::nanoTime));
        RepliesImage.restore(one.get(REPLIES), socket.replies);
        held.put(socket.name, socket);
        await(socket);
      }
    }
    if (!held.isEmpty()) {
      LOG.info("Sockets of the predecessor were taken over. addresses={}", held.keySet());
    }
  }

  private static void close(NetworkChannel channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debug("Closing a socket failed.", failure);
    }
  }
}
