package org.vedette.client.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.vedette.codec.radius.Packet;

/** The thread that reads replies and sends again what was not answered in time. */
final class ClientLoop {
  private static final long TICK_MILLIS = 5;

  /** How long it sleeps while nothing is outstanding. */
  private static final long IDLE_MILLIS = 10_000;

  private final Selector selector;
  private final Queue<Outstanding> begun = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Outstanding> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Outstanding::due));
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  ClientLoop(List<SourcePort> sources) throws IOException {
    selector = Selector.open();
    for (SourcePort each : sources) {
      each.channel().register(selector, SelectionKey.OP_READ, each);
    }
    thread = new Thread(this::run, "vedette-radius-client");
    thread.setDaemon(true);
    thread.start();
  }

  void watch(Outstanding outstanding) {
    begun.add(outstanding);
    if (idle) {
      selector.wakeup();
    }
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
        idle = waiting.isEmpty();
        long millis = idle && begun.isEmpty() ? IDLE_MILLIS : TICK_MILLIS;
        selector.select(key -> ((SourcePort) key.attachment()).read(buffer), millis);
        idle = false;
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
      waiting.add(each);
    }
    for (Outstanding first = waiting.peek(); first != null; first = waiting.peek()) {
      if (!first.ended() && first.due() - now > 0) {
        return;
      }
      waiting.remove();
      if (!first.ended() && first.timedOut(now)) {
        waiting.add(first);
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
