package org.vedette.ldap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.ldap.Counters.Count;
import org.vedette.listener.ldap.BrokenException;
import org.vedette.listener.ldap.Wire;

/**
 * Requests on their way to the directory and answers on their way back, over one connection to the
 * directory for each of a client's, so that cookies and identities stay what they are. Neither side
 * is read faster than the other reads. For the thread of its loop alone.
 */
final class Relay implements Backend.Owner {
  private final Shared shared;
  private final Wire.Means means;
  private final Line line;
  private final Consumer<String> lost;
  private final Supplier<String> identity;
  private final Map<Integer, Running> running = new HashMap<>();
  private @Nullable Backend backend;
  private boolean clientWaits;
  private boolean directoryWaits;

  /**
   * Begins without a connection to the directory.
   *
   * @param identity who has bound, as RFC 4513 section 5.2.1.8 writes it
   * @param lost told that the directory's connection is over, and who had bound there is forgotten
   */
  Relay(
      Shared shared,
      Wire.Means means,
      Line line,
      Supplier<String> identity,
      Consumer<String> lost) {
    this.shared = shared;
    this.means = means;
    this.line = line;
    this.identity = identity;
    this.lost = lost;
  }

  /** Whether a request with this id may be passed on; one that may not is answered. */
  boolean admits(int id, Op op) {
    if (running.containsKey(id)) {
      line.send(Replies.result(id, op, Replies.PROTOCOL_ERROR, "This id is in use."));
      return false;
    }
    if (running.size() >= Limits.OUTSTANDING) {
      line.send(Replies.result(id, op, Replies.BUSY, "Too many operations at a time."));
      return false;
    }
    return true;
  }

  /** Passes a request on. */
  void pass(int id, byte[] bytes, Client client, Running how) {
    running.put(id, how);
    Backend to = backend;
    if (to == null) {
      to = new Backend(shared, means, client.directory(), this);
      backend = to;
      to.begin();
    }
    to.send(bytes);
    if (to.isFull()) {
      clientWaits = true;
      line.pause();
    }
  }

  /** Passes an abandon on (RFC 4511 section 4.11); no answer comes to what it names. */
  void abandon(int id, byte[] bytes) {
    Backend to = backend;
    if (running.remove(id) != null && to != null) {
      to.send(bytes);
    }
  }

  /** Ends the connection to the directory, and with it who has bound there; nobody is told. */
  void reset() {
    Backend from = backend;
    backend = null;
    running.clear();
    directoryWaits = false;
    if (from != null) {
      from.close();
    }
    letClient();
  }

  /** The client reads again: so does the other side. */
  void clientReads() {
    Backend from = backend;
    if (directoryWaits && from != null) {
      directoryWaits = false;
      from.resume();
    }
  }

  /** Looks at deadlines. */
  void tick() {
    Backend from = backend;
    if (from != null) {
      from.tick();
    }
  }

  /** Whether operations are running. */
  boolean isBusy() {
    return !running.isEmpty();
  }

  @Override
  public void message(byte[] bytes) throws BrokenException {
    Message message = Message.read(bytes);
    if (message.id() == 0) {
      throw new BrokenException("the directory says that it ends the connection");
    }
    Running how = running.get(message.id());
    if (how == null) {
      // It was abandoned, and the answer was on its way.
      return;
    }
    if (Op.goesOn(message.op())) {
      line.send(rewritten(message, how));
    } else {
      running.remove(message.id());
      how.ended().accept(message.result());
      boolean unknown = how.rewrite() == Running.Rewrite.WHO_AM_I && isUnknown(message.result());
      line.send(unknown ? Replies.whoAmI(message.id(), identity.get()) : bytes);
    }
    Backend from = backend;
    if (line.isFull() && from != null) {
      directoryWaits = true;
      from.pause();
    }
  }

  /** RFC 4511 section 4.12: protocolError; some say that they are not willing, or cannot. */
  private static boolean isUnknown(int result) {
    return result == Replies.PROTOCOL_ERROR || result == Replies.UNWILLING || result == 12;
  }

  private byte[] rewritten(Message message, Running how) throws BrokenException {
    if (message.op() != Op.ENTRY || how.rewrite() == Running.Rewrite.NONE) {
      return message.bytes();
    }
    Optional<Client> client = line.client();
    if (client.isEmpty()) {
      throw new BrokenException("the application is no more");
    }
    Allowed allowed = client.get().allowed();
    return how.rewrite() == Running.Rewrite.ATTRIBUTES
        ? Entries.visible(message, allowed)
        : Entries.root(message, allowed, !line.isSecured() && shared.material().get() != null);
  }

  @Override
  public void few() {
    letClient();
  }

  @Override
  public void lost(String why) {
    backend = null;
    directoryWaits = false;
    shared.counters().add(Count.LOST);
    line.client().ifPresent(client -> shared.notices().unreachable(client.directory(), why));
    Map<Integer, Running> unanswered = new HashMap<>(running);
    running.clear();
    unanswered.forEach(
        (id, how) -> {
          how.ended().accept(Replies.UNAVAILABLE);
          line.send(Replies.result(id, how.op(), Replies.UNAVAILABLE, "Try again shortly."));
        });
    letClient();
    lost.accept(why);
  }

  private void letClient() {
    if (clientWaits) {
      clientWaits = false;
      line.resume();
    }
  }
}
