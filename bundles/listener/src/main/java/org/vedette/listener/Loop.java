package org.vedette.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that serves connections. It is ended by a flag and a wake-up, never by an interrupt,
 * which would close channels that outlive it.
 */
public final class Loop implements Executor {
  /** Serves a channel. */
  @FunctionalInterface
  public interface Handler {
    /** The channel is ready; called by the thread of the loop, must not block. */
    void ready();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final long END_MILLIS = 2000;

  /** More than any record holds. */
  private static final int CLEAR = 64 << 10;

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final LongSupplier tick;
  private final LongSupplier gather;
  private final Thread thread;
  private final ByteBuffer clear = ByteBuffer.allocate(CLEAR);
  private volatile boolean ended;

  /**
   * Makes a loop.
   *
   * @param name of its thread
   * @param tick looks at deadlines, and says after how many milliseconds to do so again
   */
  public Loop(String name, LongSupplier tick) throws IOException {
    this(name, tick, () -> 0);
  }

  /**
   * Makes a loop that may let more gather before it looks again: many at once cost less each.
   *
   * @param name of its thread
   * @param tick looks at deadlines, and says after how many milliseconds to do so again
   * @param gather says for how many nanoseconds; 0 for not at all
   */
  public Loop(String name, LongSupplier tick, LongSupplier gather) throws IOException {
    this.tick = tick;
    this.gather = gather;
    selector = Selector.open();
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Begins to serve. */
  public void start() {
    thread.start();
  }

  /** Whether it serves. */
  public boolean alive() {
    return thread.isAlive();
  }

  /** Room for one record, for whoever has its turn. */
  public ByteBuffer clear() {
    return clear;
  }

  /** Has something done by the thread of the loop, soon. */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /** Has something done by the thread of the loop, and waits for it up to 2 s. */
  public void await(Runnable task) {
    CountDownLatch done = new CountDownLatch(1);
    execute(
        () -> {
          try {
            task.run();
          } finally {
            done.countDown();
          }
        });
    try {
      if (!done.await(END_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The thread of the connections is late.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins to serve a channel; by the thread of the loop only. */
  public SelectionKey register(SelectableChannel channel, int interest, Handler handler)
      throws IOException {
    return channel.register(selector, interest, handler);
  }

  /** Stops serving a channel that stays open; by the thread of the loop only. */
  public void forget(SelectionKey key) throws IOException {
    key.cancel();
    // Only then may the channel be registered anew.
    selector.selectNow();
  }

  /** Ends the thread, and waits for it up to 2 s, unless it is the caller. */
  public void end() {
    ended = true;
    selector.wakeup();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long[] next = {System.nanoTime()};
    try (selector) {
      while (!ended) {
        long pause = gather.getAsLong();
        if (pause > 0) {
          LockSupport.parkNanos(pause);
        }
        if (tasks.isEmpty()) {
          long rest = TimeUnit.NANOSECONDS.toMillis(next[0] - System.nanoTime());
          selector.select(Math.max(1, rest));
        } else {
          selector.selectNow();
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          guarded(task);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          guarded(() -> serve(key));
        }
        selector.selectedKeys().clear();
        long now = System.nanoTime();
        if (now - next[0] >= 0) {
          next[0] = now + TimeUnit.SECONDS.toNanos(1);
          guarded(() -> next[0] = now + TimeUnit.MILLISECONDS.toNanos(tick.getAsLong()));
        }
      }
    } catch (IOException | ClosedSelectorException failure) {
      LOG.error("Connections are served no more; restart the bundle.", failure);
    }
  }

  private static void serve(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof Handler handler) {
      handler.ready();
    }
  }

  /** An error of ours about one connection must not end all. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (CancelledKeyException gone) {
      LOG.debug("A channel went meanwhile.", gone);
    } catch (RuntimeException fault) {
      LOG.error("A connection met an error of ours.", fault);
    }
  }
}
