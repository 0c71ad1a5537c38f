package org.vedette.listener.ldap;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.vedette.listener.Loop;
import org.vedette.listener.Patience;
import org.vedette.listener.Pipe;
import org.vedette.listener.PlainPipe;
import org.vedette.listener.TlsPipe;

/**
 * Messages of LDAP over one channel, in clear text or TLS, to a client or to a directory. For the
 * thread of its loop alone.
 */
public final class Wire implements Loop.Handler, TlsPipe.User, PlainPipe.User {
  /** Who uses it. */
  public interface User {
    /** The channel is connected; only after {@link Wire#connect}. */
    void connected() throws IOException;

    /** The handshake of TLS is over. */
    void secured();

    /** A message came. Returns whether more is wanted now. */
    boolean message(byte[] bytes) throws BrokenException;

    /** What came is no message; the wire is not read any more and should be closed. */
    void broken(String why);

    /** Few messages wait to be sent, after there were many. */
    void few();

    /** It is over; told once. */
    void ended(String why);
  }

  /**
   * What wires use.
   *
   * @param loop serves the channel
   * @param slow does the slow parts of handshakes
   * @param nanoTime measures spans
   */
  public record Means(Loop loop, Executor slow, LongSupplier nanoTime) {}

  private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private enum State {
    CONNECTING,
    OPEN,
    /** What is to be sent still is, then goodbye. */
    CLOSING,
    /** All is said; what the peer still sends is thrown away, so that it can read our last word. */
    LINGERING,
    CLOSED
  }

  private final SocketChannel channel;
  private final Means means;
  private final User user;
  private final Framing framing;
  private final ByteQueue outgoing;
  private final Patience patience;
  private final SelectionKey key;
  private Pipe pipe;
  private State state = State.OPEN;
  private @Nullable SSLEngine securing;
  private boolean handshaking;
  private boolean secured;
  private boolean goodbyeSaid;
  private boolean woken;

  /**
   * Takes a channel, which is connected or not.
   *
   * @param most octets of a message, asked for each
   */
  public Wire(SocketChannel channel, Means means, IntSupplier most, User user) throws IOException {
    this.channel = channel;
    this.means = means;
    this.user = user;
    framing = new Framing(most);
    outgoing = new ByteQueue(user::few);
    patience = new Patience(now());
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    pipe = new PlainPipe(channel, this, outgoing);
    key = means.loop().register(channel, channel.isConnected() ? SelectionKey.OP_READ : 0, this);
  }

  /** Connects the channel. */
  public void connect(InetSocketAddress address) throws IOException {
    state = State.CONNECTING;
    key.interestOps(SelectionKey.OP_CONNECT);
    if (channel.connect(address)) {
      wake();
    }
  }

  /** Sends a message. */
  public void send(byte[] bytes) {
    outgoing.add(bytes);
    wake();
  }

  /** Whether so many messages wait to be sent that no more should come. */
  public boolean isFull() {
    return outgoing.isFull();
  }

  /** How many octets wait to be sent. */
  public int waiting() {
    return outgoing.bytes();
  }

  /** Begins TLS once all is sent; what comes before is not read. */
  public void secure(SSLEngine engine) {
    securing = engine;
    handshaking = true;
    pipe.pause();
    patience.packet(now());
    wake();
  }

  /** Whether messages are protected by TLS. */
  public boolean isSecured() {
    return secured;
  }

  /** Stops reading. */
  public void pause() {
    pipe.pause();
  }

  /** Reads again. */
  public void resume() {
    if (securing == null && state == State.OPEN) {
      pipe.resume();
      wake();
    }
  }

  /** Sends what is to be sent, says goodbye, and ends. */
  public void close() {
    if (state == State.OPEN) {
      state = State.CLOSING;
      pipe.pause();
      patience.packet(now());
      wake();
    } else if (state == State.CONNECTING) {
      end("it is not needed any more");
    }
  }

  /** Whether it is still of use. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether TLS is being begun. */
  public boolean isHandshaking() {
    return handshaking;
  }

  /** How long nothing whole has come. */
  public boolean isOver(long limitNanos) {
    return patience.isOver(now(), limitNanos);
  }

  /** Whether a message has been begun, or one has waited to be sent, for so long. */
  public boolean isStalled(long limitNanos) {
    return patience.stalled(now(), limitNanos);
  }

  /** Looks whether a goodbye takes too long. */
  public void tick() {
    if (state == State.CLOSING && patience.isOver(now(), GOODBYE_NANOS)
        || state == State.LINGERING && patience.isOver(now(), LINGER_NANOS)) {
      end("closed");
    }
  }

  @Override
  public void ready() {
    try {
      switch (state) {
        case CLOSED -> {}
        case LINGERING -> linger();
        case CONNECTING -> {
          if (channel.finishConnect()) {
            state = State.OPEN;
            patience.packet(now());
            user.connected();
            turn();
          }
        }
        default -> turn();
      }
    } catch (EOFException left) {
      end("the other side has ended it");
    } catch (SSLException refused) {
      if (pipe instanceof TlsPipe tls) {
        tls.alert();
      }
      end("TLS failed: " + refused.getMessage());
    } catch (IOException lost) {
      end("the connection was lost: " + lost.getMessage());
    } catch (RuntimeException fault) {
      end("an error of ours");
      throw fault;
    }
  }

  @Override
  public void established(SSLSession session) {
    handshaking = false;
    secured = true;
    patience.packet(now());
    user.secured();
  }

  @Override
  public void clear(ByteBuffer octets) {
    try {
      if (state == State.OPEN) {
        framing.take(
            octets,
            bytes -> {
              patience.packet(now());
              return user.message(bytes) && state == State.OPEN;
            });
        if (octets.hasRemaining() && securing != null) {
          // RFC 4511 section 4.14.1: what came with the request for TLS could be anybody's.
          throw new BrokenException("octets came behind a request for TLS");
        }
        patience.part(framing.begun(), now());
      }
    } catch (BrokenException broken) {
      pipe.pause();
      user.broken(String.valueOf(broken.getMessage()));
    }
    octets.position(octets.limit());
  }

  private void turn() throws IOException {
    pipe.turn(means.loop().clear());
    SSLEngine engine = securing;
    if (engine != null && outgoing.isEmpty() && !pipe.writes() && state == State.OPEN) {
      securing = null;
      pipe = new TlsPipe(channel, engine, means.slow(), means.loop(), this::ready, this, outgoing);
      pipe.turn(means.loop().clear());
    }
    if (state == State.CLOSING && !goodbyeSaid && outgoing.isEmpty() && !pipe.writes()) {
      goodbyeSaid = true;
      pipe.close();
      pipe.turn(means.loop().clear());
    }
    if (goodbyeSaid && pipe.done()) {
      lastWord();
    } else {
      patience.writes(pipe.writes(), now());
      key.interestOps(
          (pipe.reads() ? SelectionKey.OP_READ : 0) | (pipe.writes() ? SelectionKey.OP_WRITE : 0));
    }
  }

  /** Ends our side; a close with octets unread would take our last word from the peer. */
  private void lastWord() throws IOException {
    state = State.LINGERING;
    patience.packet(now());
    channel.shutdownOutput();
    key.interestOps(SelectionKey.OP_READ);
    linger();
  }

  private void linger() throws IOException {
    ByteBuffer scrap = means.loop().clear();
    int count = channel.read(scrap.clear());
    scrap.clear();
    if (count < 0) {
      end("closed");
    }
  }

  /** Has a turn taken soon, and never by whoever is in the middle of one. */
  private void wake() {
    if (!woken) {
      woken = true;
      means
          .loop()
          .execute(
              () -> {
                woken = false;
                ready();
              });
    }
  }

  /** Ends it at once. */
  public void end(String why) {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    outgoing.close();
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is of no use any more, either way.
    }
    user.ended(why);
  }

  private long now() {
    return means.nanoTime().getAsLong();
  }
}
