package org.vedette.radsec;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketStream;
import org.vedette.listener.Loop;
import org.vedette.listener.Patience;
import org.vedette.listener.TlsPipe;
import org.vedette.radsec.Counters.Count;

/**
 * One connection from accept to end. Served by the thread of the loop; what {@link PacketStream}
 * says may be called by any thread.
 */
final class Connection implements PacketStream, TlsPipe.User, Loop.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private enum State {
    HANDSHAKE,
    OPEN,
    /** Our goodbye is on its way. */
    CLOSING,
    /** All is said; what the peer still sends is thrown away, so that it can read our last word. */
    LINGERING,
    CLOSED
  }

  private final SocketChannel channel;
  private final InetSocketAddress source;
  private final Loop loop;
  private final Shared shared;
  private final Consumer<Connection> gone;
  private final TlsPipe pipe;
  private final SelectionKey key;
  private final Framing framing = new Framing();
  private final Outstanding outstanding;
  private final Outgoing outgoing = new Outgoing();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Patience patience;
  private volatile State state = State.HANDSHAKE;
  private volatile boolean unwanted;
  private volatile Peer peer = Peer.UNKNOWN;

  /**
   * Begins.
   *
   * @param gone told once when it has ended
   */
  Connection(
      SocketChannel channel, SSLEngine engine, Loop loop, Shared shared, Consumer<Connection> gone)
      throws IOException {
    this.channel = channel;
    this.loop = loop;
    this.shared = shared;
    this.gone = gone;
    source = (InetSocketAddress) channel.getRemoteAddress();
    outstanding = new Outstanding(shared.nanoTime());
    patience = new Patience(shared.nanoTime().getAsLong());
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    pipe = new TlsPipe(channel, engine, shared.slow(), loop, this::ready, this, outgoing);
    key = loop.register(channel, SelectionKey.OP_READ, this);
  }

  @Override
  public InetSocketAddress source() {
    return source;
  }

  @Override
  public List<String> names() {
    return peer.names();
  }

  @Override
  public ReplyTable replies() {
    return outstanding;
  }

  @Override
  public void send(byte[] packet) {
    if (!outgoing.add(packet)) {
      loop.execute(() -> broken("it does not read its replies"));
    } else if (woken.compareAndSet(false, true)) {
      loop.execute(
          () -> {
            woken.set(false);
            ready();
          });
    }
  }

  /** Whether the peer has proved who it is, and nobody has said goodbye. */
  boolean open() {
    return state == State.OPEN && !unwanted;
  }

  /** Who the peer is. */
  Peer peer() {
    return peer;
  }

  /** Says goodbye, soon; takes no packet any more. */
  void close() {
    unwanted = true;
    loop.execute(this::goodbye);
  }

  /** Reads no more, soon; what is asked already is answered. */
  void pause() {
    loop.execute(
        () -> {
          pipe.pause();
          ready();
        });
  }

  /** Ends it when it is believed no longer. */
  void withdraw(RefusedPeerException why) {
    shared.notices().noLonger(source, why.subject(), why.why());
    close();
  }

  @Override
  public void ready() {
    if (state == State.CLOSED) {
      return;
    }
    try {
      if (state == State.LINGERING) {
        linger();
        return;
      }
      pipe.turn(loop.clear());
      if (pipe.done()) {
        lastWord();
      } else {
        interest();
      }
    } catch (EOFException left) {
      left();
    } catch (SSLException refused) {
      refused(refused);
    } catch (IOException lost) {
      LOG.debug("A connection was lost. source={}", source, lost);
      end();
    } catch (RuntimeException fault) {
      shared.notices().fault(source, fault);
      end();
    }
  }

  @Override
  public void established(SSLSession session) throws IOException {
    Certificate[] chain = session.getPeerCertificates();
    if (!(chain[0] instanceof X509Certificate)) {
      throw new SSLException("the peer has no certificate of X.509");
    }
    peer = Peer.of(chain);
    state = State.OPEN;
    patience.packet(shared.nanoTime().getAsLong());
    shared.counters().add(Count.CONNECTED);
    LOG.debug(
        "A client has connected. source={} names={} version={} cipher={}",
        source,
        peer.names(),
        session.getProtocol(),
        session.getCipherSuite());
  }

  @Override
  public void clear(ByteBuffer octets) {
    long now = shared.nanoTime().getAsLong();
    try {
      framing.take(
          octets,
          packet -> {
            patience.packet(now);
            if (open()) {
              shared.counters().add(Count.PACKETS);
              shared.delivery().deliver(packet, this);
            }
          });
      patience.part(framing.begun(), now);
    } catch (Framing.BrokenException notRadius) {
      octets.position(octets.limit());
      if (state == State.OPEN) {
        shared.counters().add(Count.BROKEN);
        shared.notices().broken(source, String.valueOf(notRadius.getMessage()));
        startGoodbye();
      }
    }
  }

  /** Looks whether a deadline is over; called by the thread of the loop. */
  void tick() {
    long now = shared.nanoTime().getAsLong();
    Limits limits = shared.limits().get();
    switch (state) {
      case HANDSHAKE -> {
        if (patience.isOver(now, limits.handshake().toNanos())) {
          shared.counters().add(Count.UNFINISHED);
          end();
        }
      }
      case OPEN -> open(now, limits);
      case CLOSING -> {
        if (patience.isOver(now, GOODBYE_NANOS)) {
          end();
        }
      }
      case LINGERING -> {
        if (patience.isOver(now, LINGER_NANOS)) {
          end();
        }
      }
      case CLOSED -> {}
    }
  }

  private void open(long now, Limits limits) {
    if (patience.stalled(now, limits.handshake().toNanos())) {
      broken("it stopped in the middle of a packet, or does not read its replies");
    } else if (!limits.idle().isZero()
        && patience.isOver(now, limits.idle().toNanos())
        && outstanding.pending() == 0) {
      goodbye();
    } else if (peer.isOutOfDate(shared.clock().instant())) {
      shared.notices().noLonger(source, peer.subject(), "it is out of date");
      goodbye();
    }
  }

  private void broken(String why) {
    if (state == State.OPEN) {
      shared.counters().add(Count.BROKEN);
      shared.notices().broken(source, why);
      goodbye();
    }
  }

  private void goodbye() {
    if (state == State.OPEN) {
      startGoodbye();
      ready();
    } else if (state == State.HANDSHAKE) {
      end();
    }
  }

  private void startGoodbye() {
    patience.packet(shared.nanoTime().getAsLong());
    state = State.CLOSING;
    pipe.close();
  }

  /** The peer has ended it, with a goodbye or without. */
  private void left() {
    if (state == State.OPEN) {
      goodbye();
      return;
    }
    if (state == State.HANDSHAKE) {
      shared.counters().add(Count.UNFINISHED);
    }
    end();
  }

  private void refused(SSLException why) {
    if (state == State.HANDSHAKE) {
      shared.counters().add(Count.REFUSED);
      RefusedPeerException peerRefused = cause(why);
      if (peerRefused == null) {
        shared.notices().failed(source, String.valueOf(why.getMessage()));
      } else {
        shared.notices().refused(source, peerRefused.subject(), peerRefused.why());
      }
    } else if (state == State.OPEN) {
      shared.counters().add(Count.BROKEN);
      shared.notices().broken(source, String.valueOf(why.getMessage()));
    }
    pipe.alert();
    lastWord();
  }

  private static @Nullable RefusedPeerException cause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RefusedPeerException refused) {
        return refused;
      }
    }
    return null;
  }

  /** Ends our side; a close with octets unread would take our last word from the peer. */
  private void lastWord() {
    state = State.LINGERING;
    patience.packet(shared.nanoTime().getAsLong());
    outgoing.close();
    try {
      channel.shutdownOutput();
      key.interestOps(SelectionKey.OP_READ);
      linger();
    } catch (IOException lost) {
      end();
    }
  }

  private void linger() throws IOException {
    ByteBuffer scrap = loop.clear();
    int count = channel.read(scrap.clear());
    scrap.clear();
    if (count < 0) {
      end();
    }
  }

  private void interest() {
    patience.writes(pipe.writes(), shared.nanoTime().getAsLong());
    key.interestOps(
        (pipe.reads() ? SelectionKey.OP_READ : 0) | (pipe.writes() ? SelectionKey.OP_WRITE : 0));
  }

  private void end() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    outgoing.close();
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debug("Closing a connection failed. source={}", source, failure);
    }
    gone.accept(this);
  }
}
