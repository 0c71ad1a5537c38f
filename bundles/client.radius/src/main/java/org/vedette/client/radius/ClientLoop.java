package org.vedette.testkit.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vedette.codec.radius.Packet;

/** The thread that reads replies and sends again what was not answered in time. */
final class ClientLoop {
  private static final long TICK_MILLIS = 5;

  private final Selector selector;
  private final int sends;
  private final long timeoutNanos;
  private final Queue<Outstanding> begun = new ConcurrentLinkedQueue<>();

  /** All wait equally long, so the first is always the next that is due. */
  private final Deque<Outstanding> waiting = new ArrayDeque<>();

  private final Thread thread;
  private volatile boolean closed;

  ClientLoop(List<SourcePort> sources, int sends, Duration timeout) throws IOException {
    this.sends = sends;
    this.timeoutNanos = timeout.toNanos();
    selector = Selector.open();
    for (SourcePort each : sources) {
      each.channel().register(selector, SelectionKey.OP_READ, each);
    }
    thread = new Thread(this::run, "vedette-testkit-radius");
    thread.setDaemon(true);
    thread.start();
  }

  void watch(Outstanding outstanding) {
    outstanding.waitUntil(System.nanoTime() + timeoutNanos);
    begun.add(outstanding);
    if (closed) {
      failAll();
    }
  }

  void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    failAll();
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocate(Packet.MAX_LENGTH);
    try (selector) {
      while (!closed) {
        selector.select(key -> ((SourcePort) key.attachment()).read(buffer), TICK_MILLIS);
        sendAgain(System.nanoTime());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (ClosedSelectorException ended) {
      return;
    }
  }

  private void sendAgain(long now) {
    for (Outstanding each = begun.poll(); each != null; each = begun.poll()) {
      waiting.addLast(each);
    }
    while (!waiting.isEmpty()) {
      Outstanding first = waiting.getFirst();
      if (!first.ended() && first.due() - now > 0) {
        return;
      }
      waiting.removeFirst();
      if (!first.ended() && first.timedOut(sends)) {
        first.waitUntil(now + timeoutNanos);
        waiting.addLast(first);
      }
    }
  }

  private void failAll() {
    RuntimeException why = new IllegalStateException("the client was closed");
    begun.forEach(each -> each.fail(why));
    begun.clear();
    waiting.forEach(each -> each.fail(why));
  }
}
