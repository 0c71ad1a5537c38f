package org.vedette.listener;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A channel without protection. */
public final class PlainPipe implements Pipe {
  /** Who uses it; called by the thread of the loop. */
  @FunctionalInterface
  public interface User {
    /** Octets came; all of them must be taken. */
    void clear(ByteBuffer octets) throws IOException;
  }

  private static final int READS_IN_A_TURN = 4;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final User user;
  private final Outlet outgoing;
  private ByteBuffer sending = NOTHING;
  private boolean paused;
  private boolean closing;

  /** Begins; {@code outgoing} is what is to be sent. */
  public PlainPipe(SocketChannel channel, User user, Outlet outgoing) {
    this.channel = channel;
    this.user = user;
    this.outgoing = outgoing;
  }

  @Override
  public boolean reads() {
    return !paused && !closing && !writes();
  }

  @Override
  public boolean writes() {
    return sending.hasRemaining();
  }

  @Override
  public boolean done() {
    return closing && !writes();
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void close() {
    closing = true;
    outgoing.close();
  }

  @Override
  public void turn(ByteBuffer clear) throws IOException {
    for (int reads = READS_IN_A_TURN; flush() && reads() && reads > 0; reads--) {
      int count = channel.read(clear);
      if (count < 0) {
        throw new EOFException("the peer has closed the connection");
      }
      clear.flip();
      try {
        if (!clear.hasRemaining()) {
          return;
        }
        user.clear(clear);
      } finally {
        clear.clear();
      }
    }
    flush();
  }

  /** Writes what is to be sent; false when the channel takes no more now. */
  private boolean flush() throws IOException {
    while (true) {
      if (!sending.hasRemaining()) {
        byte[] next = outgoing.poll();
        if (next == null) {
          sending = NOTHING;
          return true;
        }
        sending = ByteBuffer.wrap(next);
      }
      if (channel.write(sending) == 0) {
        return false;
      }
    }
  }
}
