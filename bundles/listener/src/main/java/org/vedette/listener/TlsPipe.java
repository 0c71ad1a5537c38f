package org.vedette.listener;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS over one channel that does not block. All but the slow parts of a handshake is done by the
 * thread of the loop, which alone calls it.
 */
public final class TlsPipe implements Pipe {
  /** Who uses it; called by the thread of the loop. */
  public interface User {
    /** The handshake is over. */
    void established(SSLSession session) throws IOException;

    /** Octets came; all of them must be taken. */
    void clear(ByteBuffer octets) throws IOException;
  }

  /** A turn reads no more than this, so that every connection has its turn. */
  private static final int READS_IN_A_TURN = 4;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final Executor slow;
  private final Executor loop;
  private final Runnable again;
  private final User user;
  private final Outlet outgoing;

  /** What came and is not deciphered yet, filled from its position on; no room while idle. */
  private ByteBuffer in = NOTHING;

  /** What is enciphered and not written yet, read from its position on; no room while idle. */
  private ByteBuffer out = NOTHING;

  /** What is being enciphered. */
  private ByteBuffer sending = NOTHING;

  /** How much room a record was found to need. */
  private int room;

  private boolean busy;
  private boolean paused;
  private boolean established;
  private boolean closing;

  /**
   * Begins a handshake.
   *
   * @param slow does the slow parts
   * @param loop has something done by the thread of the loop
   * @param again takes another turn
   * @param outgoing what is to be sent, each packet in a record of its own
   */
  public TlsPipe(
      SocketChannel channel,
      SSLEngine engine,
      Executor slow,
      Executor loop,
      Runnable again,
      User user,
      Outlet outgoing)
      throws SSLException {
    this.channel = channel;
    this.engine = engine;
    this.slow = slow;
    this.loop = loop;
    this.again = again;
    this.user = user;
    this.outgoing = outgoing;
    engine.beginHandshake();
  }

  @Override
  public boolean reads() {
    return !busy && !closing && !paused && !out.hasRemaining();
  }

  @Override
  public boolean writes() {
    return out.hasRemaining();
  }

  /** Whether the slow part of a handshake is being done. */
  public boolean busy() {
    return busy;
  }

  @Override
  public boolean done() {
    return closing && engine.isOutboundDone() && !out.hasRemaining();
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  /** Says goodbye (RFC 8446 section 6.1) in the next turns; what was to be sent is not. */
  @Override
  public void close() {
    closing = true;
    outgoing.close();
    sending = NOTHING;
    engine.closeOutbound();
  }

  /** Says in one try what is wrong, if the engine has something to say. */
  public void alert() {
    closing = true;
    try {
      while (flush() && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
        wrap(NOTHING);
      }
    } catch (IOException gone) {
      out = NOTHING;
    }
  }

  /** Throws {@link SSLException} when the peer is refused or breaks the protocol. */
  @Override
  public void turn(ByteBuffer clear) throws IOException {
    int reads = READS_IN_A_TURN;
    while (!busy && flush()) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> {
          if (established) {
            // Who it is was decided once (draft-ietf-radext-radiusdtls-bis, mutual authentication).
            throw new SSLException("renegotiation is not served");
          }
          work();
        }
        case NEED_WRAP -> {
          if (engine.isOutboundDone()) {
            return;
          }
          wrap(NOTHING);
        }
        default -> {
          if (closing) {
            return;
          }
          if (!established && isOver()) {
            established = true;
            user.established(engine.getSession());
          } else if (!send() && (paused || !unwrap(clear))) {
            if (paused || reads == 0 || !read()) {
              return;
            }
            reads--;
          }
        }
      }
    }
  }

  private boolean isOver() {
    return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Enciphers a packet, as one record; false when there is none. */
  private boolean send() throws IOException {
    if (!established) {
      return false;
    }
    if (!sending.hasRemaining()) {
      byte[] next = outgoing.poll();
      if (next == null) {
        return false;
      }
      sending = ByteBuffer.wrap(next);
    }
    wrap(sending);
    return true;
  }

  /** Writes what is enciphered; false when the channel takes no more now. */
  private boolean flush() throws IOException {
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        return false;
      }
    }
    out = NOTHING;
    return true;
  }

  private void wrap(ByteBuffer octets) throws IOException {
    out = ByteBuffer.allocate(Math.max(room, engine.getSession().getPacketBufferSize()));
    try {
      SSLEngineResult result = engine.wrap(octets, out);
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
        room = larger(out.capacity());
      } else if (result.getStatus() == SSLEngineResult.Status.CLOSED && !closing) {
        throw new EOFException("the connection was ended");
      }
    } finally {
      out.flip();
    }
  }

  /** Deciphers one record; false when more octets are needed. */
  private boolean unwrap(ByteBuffer clear) throws IOException {
    in.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(in, clear);
    } finally {
      in.compact();
    }
    switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> {
        if (in.position() == 0) {
          in = NOTHING;
        } else if (!in.hasRemaining()) {
          in = ByteBuffer.allocate(larger(in.capacity())).put(in.flip());
        }
        return false;
      }
      case BUFFER_OVERFLOW -> throw new SSLException("a record is too large");
      case CLOSED -> throw new EOFException("the peer said goodbye");
      default -> {
        clear.flip();
        try {
          if (clear.hasRemaining()) {
            user.clear(clear);
          }
        } finally {
          clear.clear();
        }
        return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
      }
    }
  }

  private boolean read() throws IOException {
    if (in.capacity() == 0) {
      in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }
    int count = channel.read(in);
    if (in.position() == 0) {
      in = NOTHING;
    }
    if (count < 0) {
      throw new EOFException("the peer has closed the connection");
    }
    return count > 0;
  }

  private int larger(int than) throws SSLException {
    int size = engine.getSession().getPacketBufferSize();
    if (size <= than) {
      throw new SSLException("a record is too large");
    }
    return size;
  }

  private void work() throws IOException {
    busy = true;
    try {
      slow.execute(
          () -> {
            try {
              for (Runnable task = engine.getDelegatedTask();
                  task != null;
                  task = engine.getDelegatedTask()) {
                task.run();
              }
            } finally {
              loop.execute(this::worked);
            }
          });
    } catch (RejectedExecutionException closed) {
      throw new IOException("the listener is being closed", closed);
    }
  }

  private void worked() {
    busy = false;
    again.run();
  }
}
