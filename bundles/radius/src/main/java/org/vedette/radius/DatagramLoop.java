package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.vedette.radius.Inbox.Datagram;

/**
 * The thread that reads one socket. It is ended by a flag and a wake-up, never by an interrupt,
 * which would close the channel for everybody.
 */
final class DatagramLoop {
  /** Takes datagrams; must not block. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes one datagram.
     *
     * @param octets what it holds
     * @param waited how long it has waited for its turn, at most
     */
    void receive(byte[] octets, InetSocketAddress source, Duration waited);
  }

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long END_MILLIS = 2000;

  private final String address;
  private final DatagramChannel channel;
  private final Receiver receiver;
  private final Notices notices;
  private final Inbox inbox;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean ended;

  DatagramLoop(
      String address,
      DatagramChannel channel,
      Receiver receiver,
      Notices notices,
      LongSupplier nanoTime)
      throws IOException {
    this.address = address;
    this.channel = channel;
    this.receiver = receiver;
    this.notices = notices;
    inbox = new Inbox(channel, nanoTime);
    selector = Selector.open();
    thread = new Thread(this::run, "vedette-radius-" + address);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether the socket is being read. */
  boolean alive() {
    return thread.isAlive();
  }

  /** Ends reading, after what was read has had its turn; the channel stays open. */
  void end() {
    ended = true;
    selector.wakeup();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      channel.register(selector, SelectionKey.OP_READ);
      while (!ended) {
        selector.select();
        selector.selectedKeys().clear();
        inbox.came();
        takeAll();
      }
    } catch (ClosedChannelException | ClosedSelectorException closed) {
      notices.socketTrouble(address, closed);
    } catch (IOException failure) {
      notices.socketTrouble(address, failure);
    }
  }

  private void takeAll() throws ClosedChannelException {
    read();
    for (Datagram each = inbox.next(); each != null; each = inbox.next()) {
      handle(each);
      read();
    }
  }

  private void read() throws ClosedChannelException {
    if (ended) {
      return;
    }
    try {
      inbox.read();
    } catch (ClosedChannelException closed) {
      throw closed;
    } catch (IOException failure) {
      notices.socketTrouble(address, failure);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** An error of ours about one datagram must not end the loop. */
  private void handle(Datagram each) {
    try {
      receiver.receive(each.octets(), each.source(), Duration.ofNanos(inbox.waited(each)));
    } catch (RuntimeException fault) {
      notices.fault("none", fault);
    }
  }
}
