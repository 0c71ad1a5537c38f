package org.vedette.state.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.Forced;

/** Two threads that tell callers what became of their entries, so that the writer never waits. */
final class Completions {
  private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
  private static final int THREADS = 2;
  private static final int PATIENCE_SECONDS = 2;

  /** Callers told by one task: waking a thread costs more than telling one. */
  private static final int TOLD_TOGETHER = 32;

  private final AtomicInteger count = new AtomicInteger();
  private final List<Runnable> auditListeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean auditNews = new AtomicBoolean();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          run -> {
            Thread thread = new Thread(run, "vedette-state-answer-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  /** Runs on one of the threads; on the caller's when they have ended. */
  void run(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException ended) {
      task.run();
    }
  }

  void tell(List<Prepared> entries, Forced what) {
    for (int from = 0; from < entries.size(); from += TOLD_TOGETHER) {
      List<Prepared> together =
          entries.subList(from, Math.min(entries.size(), from + TOLD_TOGETHER));
      run(() -> together.forEach(entry -> entry.done().complete(what)));
    }
  }

  AutoCloseable onAudit(Runnable listener) {
    auditListeners.add(listener);
    return () -> auditListeners.remove(listener);
  }

  /** Tells that audit records became durable. */
  void auditNews() {
    if (!auditListeners.isEmpty() && auditNews.compareAndSet(false, true)) {
      run(
          () -> {
            auditNews.set(false);
            auditListeners.forEach(Completions::call);
          });
    }
  }

  private static void call(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException failure) {
      LOG.debug("A listener for audit records failed.", failure);
    }
  }

  /** Lets what waits be told, then ends the threads. */
  void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      threads.shutdownNow();
    }
  }
}
