package org.vedette.accounting;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs a task when woken, and every second. Between two runs it rests, so that what
 * comes quickly one after the other is done together.
 */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int PERIOD_MILLIS = 1_000;
  private static final int REST_MILLIS = 200;
  private static final int PATIENCE_MILLIS = 5_000;

  private final Semaphore news = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Runnable task;
  private final Thread thread;

  /** Starts the thread. */
  Worker(String name, Runnable task) {
    this.task = task;
    this.thread = new Thread(this::loop, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs the task soon; returns at once. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void loop() {
    while (closing.getCount() > 0) {
      try {
        task.run();
      } catch (RuntimeException bug) {
        LOG.error("Looking after accounting reports failed because of an internal error.", bug);
      }
      try {
        if (!closing.await(REST_MILLIS, TimeUnit.MILLISECONDS)
            && news.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
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
    closing.countDown();
    news.release();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
