package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.codec.radius.Packet;

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
     * @param buffer its octets from the start; reused afterwards
     * @param length how many there are
     */
    void receive(byte[] buffer, int length, InetSocketAddress source);
  }

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long END_MILLIS = 2000;

  private final String address;
  private final DatagramChannel channel;
  private final Receiver receiver;
  private final Notices notices;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean ended;

  DatagramLoop(String address, DatagramChannel channel, Receiver receiver, Notices notices)
      throws IOException {
    this.address = address;
    this.channel = channel;
    this.receiver = receiver;
    this.notices = notices;
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

  /** Ends reading; the channel stays open. */
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
    ByteBuffer buffer = ByteBuffer.allocate(Packet.MAX_LENGTH);
    try (selector) {
      channel.register(selector, SelectionKey.OP_READ);
      while (!ended) {
        selector.select();
        selector.selectedKeys().clear();
        readAll(buffer);
      }
    } catch (ClosedChannelException | ClosedSelectorException closed) {
      notices.socketTrouble(address, closed);
    } catch (IOException failure) {
      notices.socketTrouble(address, failure);
    }
  }

  private void readAll(ByteBuffer buffer) throws ClosedChannelException {
    while (!ended) {
      buffer.clear();
      InetSocketAddress source;
      try {
        source = (InetSocketAddress) channel.receive(buffer);
      } catch (ClosedChannelException closed) {
        throw closed;
      } catch (IOException failure) {
        notices.socketTrouble(address, failure);
        LockSupport.parkNanos(PAUSE_NANOS);
        return;
      }
      if (source == null) {
        return;
      }
      handle(buffer, source);
    }
  }

  /** An error of ours about one datagram must not end the loop. */
  private void handle(ByteBuffer buffer, InetSocketAddress source) {
    try {
      receiver.receive(buffer.array(), buffer.position(), source);
    } catch (RuntimeException fault) {
      notices.fault("none", fault);
    }
  }
}
