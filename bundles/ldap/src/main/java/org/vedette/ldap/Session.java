package org.vedette.ldap;

import com.unboundid.asn1.ASN1Exception;
import java.util.Optional;
import org.vedette.ldap.Counters.Count;
import org.vedette.listener.ldap.BrokenException;
import org.vedette.listener.ldap.Wire;

/** What a client says over one connection, request by request. For the thread of its loop alone. */
final class Session {
  private final Shared shared;
  private final Line line;
  private final Relay relay;
  private final Binder binder;

  Session(Shared shared, Wire.Means means, Line line) {
    this.shared = shared;
    this.line = line;
    relay = new Relay(shared, means, line, this::identity, this::lost);
    binder = new Binder(shared, line, relay);
  }

  /** Whether a longer request is taken. */
  boolean isBound() {
    return binder.isBound();
  }

  /** Whether nothing runs, so that the client may be called idle. */
  boolean isIdle() {
    return !relay.isBusy() && !binder.isPending();
  }

  /** Takes a request. */
  void request(byte[] bytes) throws BrokenException {
    Message message = Message.request(bytes, Limits.DEPTH);
    Op op =
        Op.of(message.op())
            .filter(each -> message.id() > 0)
            .orElseThrow(() -> new BrokenException("a request that LDAP has not"));
    Optional<Client> client = line.client();
    if (client.isEmpty()) {
      line.disconnect(Replies.UNAVAILABLE, "This client is not served any more.");
      return;
    }
    switch (op) {
      case UNBIND -> line.close();
      case ABANDON -> abandon(message);
      default -> answered(message, op, client.get());
    }
  }

  private void answered(Message message, Op op, Client client) throws BrokenException {
    if (binder.isPending()) {
      // RFC 4511 section 4.2.1: nothing may be asked before the answer to a bind.
      line.send(Replies.result(message.id(), op, Replies.BUSY, "A bind is being decided."));
    } else if (op == Op.BIND) {
      binder.bind(message, client);
    } else if (op == Op.EXTENDED && isStartTls(message)) {
      startTls(message);
    } else if (relay.admits(message.id(), op)) {
      pass(message, op, client);
    }
  }

  private void pass(Message message, Op op, Client client) throws BrokenException {
    Gate.judge(message, op, client, binder.isBound())
        .<Runnable>match(
            pass -> () -> pass(message.id(), op, client, pass),
            refuse -> () -> refuse(message.id(), op, client, refuse))
        .run();
  }

  private void pass(int id, Op op, Client client, Gate.Ruling.Pass pass) {
    shared.counters().add(Count.PASSED);
    if (pass.password()) {
      // Whatever becomes of it: the password of before must not go on counting.
      shared.signIns().forgetAll();
    }
    relay.pass(
        id,
        pass.bytes(),
        client,
        new Running(
            op,
            pass.rewrite(),
            pass.password() ? code -> shared.signIns().forgetAll() : Running.NOBODY));
  }

  private void refuse(int id, Op op, Client client, Gate.Ruling.Refuse refuse) {
    shared.counters().add(Count.FORBIDDEN);
    shared.notices().forbidden(client, line.source(), op + ": " + refuse.text());
    line.send(Replies.result(id, op, refuse.code(), refuse.text()));
  }

  private void abandon(Message message) throws BrokenException {
    int id = message.number();
    if (!binder.abandon(id)) {
      relay.abandon(id, message.bytes());
    }
  }

  private void startTls(Message message) {
    int id = message.id();
    if (relay.isBusy()) {
      // RFC 4511 section 4.14.1.
      line.send(Replies.startTls(id, Replies.OPERATIONS_ERROR, "Other operations are running."));
      return;
    }
    line.startTls(id)
        .ifPresent(why -> line.send(Replies.startTls(id, Replies.PROTOCOL_ERROR, why)));
  }

  private static boolean isStartTls(Message message) throws BrokenException {
    try {
      return Gate.oid(message).equals(Replies.START_TLS);
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException damaged) {
      throw new BrokenException("an extended request cannot be read");
    }
  }

  private String identity() {
    return binder.identity();
  }

  /** The client reads again. */
  void clientReads() {
    relay.clientReads();
  }

  /** Looks at deadlines. */
  void tick() {
    binder.tick();
    relay.tick();
  }

  /**
   * The connection is over.
   *
   * @param stays whether the client is expected to come again, so that what it waits for goes on
   */
  void end(boolean stays) {
    binder.end(stays);
    relay.reset();
  }

  /** Without its connection to the directory the client is nobody there, and must be told so. */
  private void lost(String why) {
    if (binder.isBound()) {
      binder.unbound();
      line.disconnect(Replies.UNAVAILABLE, "The directory has ended the connection.");
    }
  }
}
