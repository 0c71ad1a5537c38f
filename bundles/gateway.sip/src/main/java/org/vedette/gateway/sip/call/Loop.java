package org.vedette.gateway.sip.call;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which all calls of a gateway are driven, so that none of them needs a lock.
 * Nothing that blocks runs on it.
 */
public final class Loop implements Later, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final ScheduledThreadPoolExecutor thread;

  /** Begins. */
  public Loop(String name) {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread made = new Thread(run, name);
              made.setDaemon(true);
              return made;
            },
            // Comes after close only: nothing is waited for then.
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable work) {
    thread.execute(() -> guarded(work));
  }

  @Override
  public Future<?> after(Duration wait, Runnable work) {
    return thread.schedule(() -> guarded(work), wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException fault) {
      // Its words may hold a message.
      StackTraceElement[] trace = fault.getStackTrace();
      LOG.error(
          "A call could not be driven: fault={} at={}",
          fault.getClass().getName(),
          trace.length == 0 ? "" : trace[0]);
    }
  }

  /** Ends the thread; what waits is forgotten. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
