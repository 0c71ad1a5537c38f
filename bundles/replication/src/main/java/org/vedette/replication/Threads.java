package org.vedette.replication;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.thirdparty.io.netty.util.concurrent.GlobalEventExecutor;

/** The threads of this bundle: few, and none that waits for another of its kind. */
final class Threads {
  private static final int QUEUE = 100;
  private static final long IDLE_SECONDS = 30;

  private Threads() {}

  /** The one thread that moves this server. */
  static ScheduledThreadPoolExecutor moving() {
    ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, named("moves"));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return thread;
  }

  /** Threads that end when there is nothing to do; what does not fit the queue is refused. */
  static ExecutorService few(String what, int count) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            named(what));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Has Netty tell of something once. It tells of the end of its threads a second after they were
   * given up, when the classes that it needs for that cannot be loaded any more from a bundle that
   * was replaced.
   */
  static void warmUp() {
    GlobalEventExecutor.INSTANCE.execute(() -> {});
  }

  private static ThreadFactory named(String what) {
    return task -> {
      Thread thread = new Thread(task, "vedette-replication-" + what);
      thread.setDaemon(true);
      return thread;
    };
  }
}
