package org.vedette.gateway.sip.media;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that gives all calls of a gateway their beat of 20 ms. It sleeps while there are
 * none. Thread-safe.
 */
public final class Pacer implements AutoCloseable {
  private static final long BEAT = 20_000_000;

  /** A delay longer than this is not caught up on: bursts of old sound help nobody. */
  private static final long FORGIVEN = 5 * BEAT;

  private final Set<MediaStream> streams = new CopyOnWriteArraySet<>();
  private final Thread thread;
  private volatile boolean closed;

  /** Begins. */
  public Pacer(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Gives a stream its beat. */
  public void add(MediaStream stream) {
    streams.add(stream);
    LockSupport.unpark(thread);
  }

  /** Ends a stream. */
  public void remove(MediaStream stream) {
    streams.remove(stream);
    stream.close();
  }

  private void run() {
    long next = System.nanoTime();
    while (!closed) {
      if (streams.isEmpty()) {
        LockSupport.park(this);
        next = System.nanoTime();
        continue;
      }
      streams.forEach(MediaStream::tick);
      next += BEAT;
      long now = System.nanoTime();
      if (now - next > FORGIVEN) {
        next = now;
      }
      while (!closed && next - System.nanoTime() > 0) {
        LockSupport.parkNanos(this, next - System.nanoTime());
      }
    }
  }

  /** Ends the thread and all streams. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    streams.forEach(this::remove);
  }
}
