package org.vedette.audit.chain;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that runs a task when woken, and every second. */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int PERIOD_MILLIS = 1_000;
  private static final int PATIENCE_MILLIS = 5_000;

  private final Semaphore news = new Semaphore(0);
  private final Runnable task;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts the thread. */
  public Worker(String name, Runnable task) {
    this.task = task;
    this.thread = new Thread(this::loop, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs the task soon; returns at once. */
  public void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void loop() {
    while (!closed) {
      try {
        task.run();
      } catch (RuntimeException bug) {
        LOG.error("Copying audit records failed because of an internal error.", bug);
      }
      try {
        if (!closed && news.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Ends the thread after the task that runs. */
  @Override
  public void close() {
    closed = true;
    news.release();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
