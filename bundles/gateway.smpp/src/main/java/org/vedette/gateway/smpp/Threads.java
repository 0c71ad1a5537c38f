package org.vedette.gateway.smpp;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two threads of a gateway: one decides, one tells others, so that nobody who is told keeps
 * decisions waiting. What comes after the end is dropped.
 */
final class Threads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

  private final ScheduledThreadPoolExecutor deciding;
  private final ThreadPoolExecutor telling;

  Threads(String name) {
    deciding =
        new ScheduledThreadPoolExecutor(
            1, run -> thread(run, name + "-timer"), new ThreadPoolExecutor.DiscardPolicy());
    deciding.setRemoveOnCancelPolicy(true);
    // Its queue holds an entry for each message and each delivery, whose numbers are bounded.
    telling =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            run -> thread(run, name + "-teller"),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread thread(Runnable run, String name) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    return thread;
  }

  /** Runs a decision, after those before it. */
  void run(Runnable decision) {
    deciding.execute(() -> sound(decision));
  }

  /** A fault of ours ends no other message. Its words may hold what was sent. */
  private static void sound(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException fault) {
      LOG.error("A step of a gateway failed: fault={}", fault.getClass().getName(), where(fault));
    }
  }

  /** The same place without the words. */
  private static Throwable where(RuntimeException fault) {
    Throwable place = new IllegalStateException("a fault at this place");
    place.setStackTrace(fault.getStackTrace());
    return place;
  }

  /** Runs a decision when the time is over, unless what it returns is run before. */
  Runnable limit(Duration time, Runnable decision) {
    ScheduledFuture<?> limit =
        deciding.schedule(() -> sound(decision), time.toNanos(), TimeUnit.NANOSECONDS);
    return () -> limit.cancel(false);
  }

  /** Tells somebody something, after what was told before. */
  void tell(Runnable word) {
    telling.execute(() -> sound(word));
  }

  /** Whether the end has come. */
  boolean ended() {
    return deciding.isShutdown();
  }

  /** Drops what was not decided; what was not told yet still is. */
  @Override
  public void close() {
    deciding.shutdownNow();
    telling.shutdown();
  }
}
