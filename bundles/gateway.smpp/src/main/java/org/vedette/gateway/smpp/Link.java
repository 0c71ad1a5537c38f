package org.vedette.gateway.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jsmpp.SMPPConstant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.smpp.wire.Address;
import org.vedette.gateway.smpp.wire.Codec;
import org.vedette.gateway.smpp.wire.Connector;
import org.vedette.gateway.smpp.wire.Pdu;
import org.vedette.gateway.smpp.wire.Role;
import org.vedette.gateway.smpp.wire.Status;
import org.vedette.gateway.smpp.wire.Trouble;
import org.vedette.gateway.smpp.wire.Wire;

/**
 * One bind to a centre, made again whenever it ends. A thread of its own connects and reads; it
 * tells the owner, on whose thread all other methods are called.
 */
final class Link implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final int FIRST_SEQUENCE = 2;

  /** Told what happens; each call comes from this link's thread and must not block. */
  interface Owner {
    /** It is bound. */
    void up(Link link, Wire wire);

    /**
     * It is not, and why.
     *
     * @param soon whether it was for a while, so that it may be again at once
     */
    void down(Link link, Trouble why, boolean soon);

    /** A request was answered. */
    void answered(Link link, Pdu answer);

    /** The centre delivers something, to be answered over this wire. */
    void delivered(Wire wire, Pdu request);
  }

  private final Address centre;
  private final Role role;
  private final String name;
  private final Connector connector;
  private final Connector.Guard guard;
  private final Supplier<Optional<Secret>> password;
  private final Owner owner;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Backoff backoff;
  private volatile long heard = System.nanoTime();

  /** When the session began, where there is one; of this link's thread. */
  private Optional<Long> boundAt = Optional.empty();

  private Optional<Runnable> cut = Optional.empty();

  /** What follows belongs to the owner's thread. */
  private final Map<Integer, Pending> pending = new HashMap<>();

  private int sequence = FIRST_SEQUENCE;
  private @Nullable Wire wire;
  private Optional<String> problem = Optional.empty();
  private boolean asking;
  private long asked;

  /**
   * A request without an answer yet.
   *
   * @param job what it belongs to
   * @param late ends it
   */
  record Pending(Job job, Runnable late) {}

  Link(
      Address centre,
      Role role,
      String name,
      Connector connector,
      Connector.Guard guard,
      Supplier<Optional<Secret>> password,
      DoubleSupplier random,
      Owner owner) {
    this.centre = centre;
    this.role = role;
    this.name = name;
    this.connector = connector;
    this.guard = guard;
    this.password = password;
    this.owner = owner;
    this.backoff = new Backoff(random);
    this.thread = new Thread(this, name);
    thread.setDaemon(true);
    // Whoever configures us is none of its concern.
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
  }

  void start() {
    thread.start();
  }

  /** Connects, reads, and begins anew, until it is closed. */
  @Override
  public void run() {
    Duration delay;
    try {
      do {
        boundAt = Optional.empty();
        Trouble why = session();
        Duration lasted =
            boundAt.map(began -> Duration.ofNanos(System.nanoTime() - began)).orElse(Duration.ZERO);
        backoff.ended(lasted);
        owner.down(this, why, boundAt.isPresent() && backoff.first());
        boundAt = Optional.empty();
        delay = backoff.delay(why.lasting());
      } while (!closing.await(delay.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException ending) {
      // Nothing interrupts it but its end.
    }
  }

  private Trouble session() {
    try {
      Optional<Secret> shown = password.get();
      return shown.isEmpty()
          ? new Trouble("the password is not stored or cannot be read", false)
          : read(connector.open(centre, role, shown.get(), name, guard, this::hold));
    } catch (Trouble none) {
      return none;
    } catch (RuntimeException fault) {
      LOG.error("A bind ends by a fault: link={} fault={}", name, fault.getClass().getName());
      return new Trouble("a fault of this server", true);
    }
  }

  /** Reads until the session ends, and tells why it did. */
  private Trouble read(Wire now) {
    try {
      boundAt = Optional.of(System.nanoTime());
      heard = System.nanoTime();
      owner.up(this, now);
      Pdu pdu = now.read();
      while (handle(now, pdu)) {
        heard = System.nanoTime();
        pdu = now.read();
      }
      return new Trouble("the centre ended the session", false);
    } catch (IOException over) {
      return now.isCut()
          ? new Trouble("the centre does not answer, so the connection was ended", false)
          : new Trouble(Connector.ended(over), false);
    } finally {
      now.cut();
      now.awaitEnd();
    }
  }

  /** Returns whether the session goes on. */
  private boolean handle(Wire now, Pdu pdu) {
    if (pdu.answers()) {
      owner.answered(this, pdu);
      return pdu.command() != SMPPConstant.CID_UNBIND_RESP;
    }
    switch (pdu.command()) {
      case SMPPConstant.CID_DELIVER_SM, SMPPConstant.CID_DATA_SM -> owner.delivered(now, pdu);
      case SMPPConstant.CID_ENQUIRE_LINK -> now.answer(Codec.answer(pdu, Status.OK));
      case SMPPConstant.CID_UNBIND -> {
        now.answer(Codec.answer(pdu, Status.OK));
        return false;
      }
      // SMPP 3.4 section 4.12.1: is not answered, and says nothing that is of use here.
      case SMPPConstant.CID_ALERT_NOTIFICATION -> {}
      default -> now.answer(Codec.answer(pdu, Status.UNKNOWN_COMMAND));
    }
    return true;
  }

  private synchronized void hold(Runnable end) {
    cut = Optional.of(end);
    if (closing.getCount() == 0) {
      end.run();
    }
  }

  Address centre() {
    return centre;
  }

  Role role() {
    return role;
  }

  // The owner's thread from here on.

  void bound(Wire to) {
    wire = to;
    problem = Optional.empty();
    asking = false;
  }

  void unbound(Optional<String> why) {
    wire = null;
    problem = why;
  }

  boolean isBound() {
    return wire != null;
  }

  /** Returns why it cannot be bound; empty while it is, or is about to be. */
  Optional<String> problem() {
    return problem;
  }

  Map<Integer, Pending> pending() {
    return pending;
  }

  /** SMPP 3.4 section 3.2: numbers from 1 to 0x7FFFFFFF. */
  int nextSequence() {
    int next = sequence;
    sequence = sequence == Integer.MAX_VALUE ? 1 : sequence + 1;
    return next;
  }

  void send(byte[] pdu) {
    if (wire != null) {
      wire.send(pdu);
    }
  }

  /**
   * Sees to it that the centre is there: asks after a silence (SMPP 3.4 section 7.2), and ends the
   * connection when it does not answer.
   */
  void tend(Duration silence, Duration patience) {
    Wire now = wire;
    if (now == null) {
      return;
    }
    long quiet = System.nanoTime() - heard;
    if (asking && heard - asked > 0) {
      asking = false;
    }
    if (asking && System.nanoTime() - asked > patience.toNanos()) {
      now.cut();
    } else if (!asking && quiet >= silence.toNanos()) {
      ask();
    }
  }

  /** Asks at once whether the centre is there. */
  void ask() {
    if (wire != null && !asking) {
      asking = true;
      asked = System.nanoTime();
      wire.send(Codec.enquireLink(nextSequence()));
    }
  }

  /** Ends the session in order; called once. */
  void unbind() {
    closing.countDown();
    if (wire != null) {
      wire.send(Codec.unbind(nextSequence()));
    }
  }

  // Any thread.

  /** Ends it at once, in any state. */
  void cut() {
    closing.countDown();
    Optional<Runnable> end;
    synchronized (this) {
      end = cut;
    }
    end.ifPresent(Runnable::run);
  }

  /** Waits until its thread has ended. */
  void join(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
  }
}
