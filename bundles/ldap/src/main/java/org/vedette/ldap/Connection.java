package org.vedette.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vedette.ldap.Counters.Count;
import org.vedette.listener.ldap.BrokenException;
import org.vedette.listener.ldap.Wire;

/** One connection of a client, from accept to end. For the thread of its loop alone. */
final class Connection implements Wire.User, Line {
  private final Shared shared;
  private final Wire.Means means;
  private final InetAddress source;
  private final UUID application;
  private final Consumer<Connection> gone;
  private final Wire wire;
  private final Session session;
  private boolean stays;
  private volatile boolean idle = true;

  /**
   * Begins.
   *
   * @param client the application it belongs to
   * @param tls whether TLS begins with the connection
   * @param gone told once when it has ended
   */
  Connection(
      SocketChannel channel,
      Shared shared,
      Wire.Means means,
      Client client,
      @Nullable TlsMaterial tls,
      Consumer<Connection> gone)
      throws IOException {
    this.shared = shared;
    this.means = means;
    this.gone = gone;
    application = client.application();
    source = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    wire = new Wire(channel, means, this::longest, this);
    session = new Session(shared, means, this);
    if (tls != null) {
      wire.secure(tls.engine());
    }
  }

  private int longest() {
    Limits limits = shared.limits().get();
    return session.isBound() ? limits.request() : limits.firstRequest();
  }

  /** The application it was accepted for. */
  UUID application() {
    return application;
  }

  /** How many octets wait to be sent; may be asked by any thread, and is then of a moment ago. */
  int waiting() {
    return wire.waiting();
  }

  /** Whether nothing runs; may be asked by any thread. */
  boolean isIdle() {
    return idle;
  }

  @Override
  public InetAddress source() {
    return source;
  }

  @Override
  public Optional<Client> client() {
    return shared
        .clients()
        .get()
        .find(source)
        .filter(each -> each.application().equals(application));
  }

  @Override
  public boolean isSecured() {
    return wire.isSecured();
  }

  @Override
  public void later(Runnable task) {
    means.loop().execute(task);
  }

  @Override
  public void send(byte[] message) {
    wire.send(message);
  }

  @Override
  public boolean isFull() {
    return wire.isFull();
  }

  @Override
  public void pause() {
    wire.pause();
  }

  @Override
  public void resume() {
    wire.resume();
  }

  @Override
  public Optional<String> startTls(int id) {
    TlsMaterial material = shared.material().get();
    if (wire.isSecured()) {
      return Optional.of("TLS is here already.");
    }
    if (material == null) {
      return Optional.of("TLS is not configured.");
    }
    wire.send(Replies.startTls(id, Replies.SUCCESS, ""));
    wire.secure(material.engine());
    return Optional.empty();
  }

  @Override
  public void disconnect(int code, String text) {
    if (wire.isOpen() && !wire.isHandshaking()) {
      wire.send(Replies.notice(code, text));
    }
    close();
  }

  @Override
  public void close() {
    if (wire.isHandshaking()) {
      wire.end("closed");
    } else {
      wire.close();
    }
    session.end(stays);
  }

  /** The listener is being replaced: what the client waits for goes on when it comes again. */
  void handOver() {
    stays = true;
    disconnect(Replies.UNAVAILABLE, "The server is being updated: connect again.");
  }

  /** Ends it without a word. */
  void abort() {
    wire.end("the listener is being closed");
  }

  /** Ends it when its application is no more. */
  void endUnlessServed() {
    if (client().isEmpty()) {
      disconnect(Replies.UNAVAILABLE, "This client is not served any more.");
    }
  }

  @Override
  public void connected() {
    // It is connected from the start.
  }

  @Override
  public void secured() {
    // Nothing depends on it but isSecured.
  }

  @Override
  public boolean message(byte[] bytes) throws BrokenException {
    session.request(bytes);
    idle = session.isIdle();
    return wire.isOpen() && !wire.isHandshaking();
  }

  @Override
  public void broken(String why) {
    shared.counters().add(Count.BROKEN);
    shared.notices().broken(source, why);
    disconnect(Replies.PROTOCOL_ERROR, "What came is not LDAP, or too large.");
  }

  @Override
  public void few() {
    later(session::clientReads);
  }

  @Override
  public void ended(String why) {
    if (wire.isHandshaking()) {
      shared.counters().add(Count.UNFINISHED);
    }
    session.end(stays);
    gone.accept(this);
  }

  /** Looks at deadlines. */
  void tick() {
    Limits limits = shared.limits().get();
    wire.tick();
    session.tick();
    idle = session.isIdle();
    if (!wire.isOpen()) {
      return;
    }
    if (wire.isHandshaking()) {
      if (wire.isOver(limits.handshake().toNanos())) {
        wire.end("the handshake was not over in time");
      }
    } else if (wire.isStalled(limits.handshake().toNanos())) {
      broken("it stopped in the middle of a request, or does not read its answers");
    } else if (idle) {
      client()
          .map(Client::idle)
          .filter(limit -> !limit.isZero() && wire.isOver(limit.toNanos()))
          .ifPresent(limit -> disconnect(Replies.UNAVAILABLE, "Nothing was asked for long."));
    }
  }
}
