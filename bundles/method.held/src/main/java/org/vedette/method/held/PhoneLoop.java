package org.vedette.method.held;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads what phones say. Ended by a flag, never by an interrupt. */
final class PhoneLoop {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneLoop.class);
  private static final long END_MILLIS = 2000;

  private final DatagramChannel channel;
  private final BiConsumer<Wire.PhoneAnswer, InetSocketAddress> receiver;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean ended;

  PhoneLoop(DatagramChannel channel, BiConsumer<Wire.PhoneAnswer, InetSocketAddress> receiver)
      throws IOException {
    this.channel = channel;
    this.receiver = receiver;
    selector = Selector.open();
    thread = new Thread(this::run, "vedette-method-held");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    try {
      return String.valueOf(channel.getLocalAddress());
    } catch (IOException closed) {
      return "closed";
    }
  }

  /** Sends a datagram; false when the socket does not take it. */
  boolean send(ByteBuffer datagram, InetSocketAddress phone) {
    try {
      return channel.send(datagram, phone) > 0;
    } catch (IOException failure) {
      LOG.debug("A datagram to a phone was not sent. cause={}", failure.toString());
      return false;
    }
  }

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
    ByteBuffer buffer = ByteBuffer.allocate(Wire.MAX_LENGTH);
    try (selector) {
      channel.register(selector, SelectionKey.OP_READ);
      while (!ended) {
        selector.select();
        selector.selectedKeys().clear();
        readAll(buffer);
      }
    } catch (IOException failure) {
      LOG.warn("Phones are not heard any more. cause={}", failure.toString());
    }
  }

  private void readAll(ByteBuffer buffer) throws IOException {
    while (!ended) {
      buffer.clear();
      InetSocketAddress phone = (InetSocketAddress) channel.receive(buffer);
      if (phone == null) {
        return;
      }
      Wire.answer(buffer.flip()).ifPresent(answer -> receiver.accept(answer, phone));
    }
  }
}
