package org.vedette.directory;

import com.unboundid.ldap.sdk.BindResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.vedette.listener.ldap.BrokenException;
import org.vedette.listener.ldap.Wire;

/**
 * One connection for users' binds, one at a time (RFC 4511, section 4.2.1). Nothing else is ever
 * asked on it. For the thread of its loop alone.
 */
final class BindLine implements Wire.User {
  private static final int LONGEST_ANSWER = 1 << 20;

  /**
   * A bind to be done.
   *
   * @param message makes the request of a number
   * @param limit nanoseconds that it may wait for a line, and then that long for its answer: what
   *     waits here says nothing about the server
   * @param since when it was taken, by the clock of the loop
   * @param to told once, by the thread of the loop
   */
  record Bind(IntFunction<byte[]> message, long limit, long since, Consumer<LineAnswer> to) {}

  /** Whose line it is. */
  interface Owner {
    /** It can take a bind. */
    void free(BindLine line);

    /** It is over. */
    void over(BindLine line);
  }

  private final Connector connector;
  private final Owner owner;
  private final Wire wire;
  private final long begun;
  private boolean open;
  private boolean ended;
  private @Nullable Bind running;
  private long sent;

  /** Number of the last message: an answer that comes twice is not taken for that of the next. */
  private int id = 1;

  BindLine(Connector connector, Wire.Means means, Owner owner) throws IOException {
    this.connector = connector;
    this.owner = owner;
    this.begun = means.nanoTime().getAsLong();
    SocketChannel channel = SocketChannel.open();
    try {
      wire = new Wire(channel, means, () -> LONGEST_ANSWER, this);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  /** Connects. */
  void connect(InetSocketAddress address) {
    try {
      wire.connect(address);
    } catch (IOException refused) {
      wire.end(refused.toString());
    }
  }

  /** Sends a bind. */
  void send(Bind bind, long now) {
    running = bind;
    sent = now;
    id = id == Integer.MAX_VALUE ? 2 : id + 1;
    wire.send(bind.message().apply(id));
  }

  /** Whether it never came to stand. */
  boolean neverOpen() {
    return !open;
  }

  /** When it was begun. */
  long begun() {
    return begun;
  }

  /** Ends it where it has not come to stand for so long, or its bind was not answered in time. */
  void tick(long now, long patience) {
    Bind waiting = running;
    if (!open && now - begun > patience) {
      wire.end("not connected in time");
    } else if (waiting != null && now - sent > waiting.limit()) {
      running = null;
      wire.end("no answer in time");
      waiting.to().accept(new LineAnswer.Late());
    }
  }

  /** Ends it. */
  void end() {
    wire.end("it is not needed any more");
  }

  @Override
  public void connected() {
    if (connector.server().tls()) {
      wire.secure(connector.engine());
    } else if (connector.startsTls()) {
      // RFC 4511, section 4.14; nothing else is outstanding on the new connection.
      wire.send(BindMessages.startTls());
    } else {
      opened();
    }
  }

  @Override
  public void secured() {
    opened();
  }

  private void opened() {
    open = true;
    owner.free(this);
  }

  @Override
  public boolean message(byte[] bytes) throws BrokenException {
    if (!open) {
      BindMessages.startTlsAnswer(bytes);
      wire.secure(connector.engine());
      return false;
    }
    BindResult result = BindMessages.bindAnswer(id, bytes);
    Bind answered = running;
    if (answered == null) {
      throw new BrokenException("an answer came to what was not asked");
    }
    running = null;
    owner.free(this);
    answered.to().accept(new LineAnswer.Said(result));
    return !ended;
  }

  @Override
  public void broken(String why) {
    wire.end(why);
  }

  @Override
  public void few() {
    // One small request at a time is sent.
  }

  @Override
  public void ended(String why) {
    ended = true;
    Bind lost = running;
    running = null;
    owner.over(this);
    if (lost != null) {
      lost.to().accept(new LineAnswer.Lost());
    }
  }
}
