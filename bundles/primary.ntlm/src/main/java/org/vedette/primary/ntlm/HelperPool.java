package org.vedette.primary.ntlm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;

/** The helpers of one domain and the questions that wait for them. Thread-safe. */
final class HelperPool implements AutoCloseable {
  /** Most questions that wait; more than helpers can answer in the patience of a client. */
  static final int MAX_WAITING = 256;

  /** So many questions in a row that the domain does not answer are more than an accident. */
  private static final int ACCIDENTS = 2;

  private static final long FIRST_REST_MILLIS = 500;
  private static final long LONGEST_REST_MILLIS = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(HelperPool.class);

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Of its own, so that no question wakes a worker that rests instead of one that is free. */
  private final Condition closing = lock.newCondition();

  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Map<Worker, String> troubles = new HashMap<>();
  private final Set<Worker> resting = new HashSet<>();
  private final ScheduledThreadPoolExecutor watch;
  private final List<Worker> workers;
  private String domainTrouble = "";
  private int unanswered;
  private boolean closed;

  HelperPool(String name, NtlmSettings settings) {
    this.name = name;
    this.watch = new ScheduledThreadPoolExecutor(1, run -> thread(run, "watch"));
    watch.setRemoveOnCancelPolicy(true);
    this.workers =
        IntStream.range(0, settings.helpers()).mapToObj(at -> new Worker(this, settings)).toList();
  }

  /** Starts the helpers. */
  void start() {
    for (int at = 0; at < workers.size(); at++) {
      thread(workers.get(at), String.valueOf(at)).start();
    }
  }

  private Thread thread(Runnable run, String suffix) {
    Thread thread = new Thread(run, "vedette-primary-ntlm-" + name + "-" + suffix);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Asks the next helper that is free.
   *
   * @param left how long an answer is of use
   */
  CompletableFuture<Answer> ask(Job job, Duration left) {
    String refusal = offer(job);
    if (refusal.isEmpty()) {
      job.limit(left);
      job.answer().whenComplete((answer, failure) -> forget(job));
    } else {
      job.end(new Answer.None(refusal));
    }
    return job.answer();
  }

  private String offer(Job job) {
    lock.lock();
    try {
      if (closed) {
        return "the helpers are being ended";
      }
      if (resting.size() == workers.size()) {
        return noneWorks();
      }
      if (waiting.size() >= MAX_WAITING) {
        return "too many passwords wait to be checked";
      }
      waiting.add(job);
      changed.signal();
      return "";
    } finally {
      lock.unlock();
    }
  }

  private void forget(Job job) {
    lock.lock();
    try {
      waiting.remove(job);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a question; null when the helper has ended meanwhile.
   *
   * @throws InterruptedException when the pool closes
   */
  @Nullable Job next(Helper helper) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        demandOpen();
        if (!helper.alive()) {
          return null;
        }
        Job job = waiting.poll();
        if (job != null) {
          return job;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets all workers look anew: a helper has ended. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes what a helper has answered. */
  void noted(Worker worker, Answer answer) {
    lock.lock();
    try {
      if (answer instanceof Answer.None none) {
        trouble(worker, none.why());
        return;
      }
      if (troubles.remove(worker) != null && troubles.isEmpty()) {
        LOG.info("All helpers of a domain work. domain=ntlm:{}", name);
      }
      boolean trouble = answer instanceof Answer.No no && !no.status().answers();
      unanswered = trouble ? Math.min(unanswered + 1, ACCIDENTS + 1) : 0;
      domainTrouble = trouble ? ((Answer.No) answer).text() : "";
    } finally {
      lock.unlock();
    }
  }

  /** Notes that a helper does not work. */
  void failed(Worker worker, String why) {
    lock.lock();
    try {
      trouble(worker, why);
    } finally {
      lock.unlock();
    }
  }

  /** Said once until all work again. */
  private void trouble(Worker worker, String why) {
    if (!closed && troubles.isEmpty()) {
      LOG.warn("A helper does not work and is started anew. domain=ntlm:{} why=\"{}\"", name, why);
    }
    troubles.put(worker, why);
  }

  /**
   * Waits before a helper is started anew: not at all the first time, then longer each time.
   *
   * @param failures how often it has failed since it answered last
   * @throws InterruptedException when the pool closes
   */
  void rest(Worker worker, int failures) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(restMillis(failures));
    if (failures > 1) {
      lay(worker).forEach(each -> each.end(new Answer.None(noneWorks())));
    }
    lock.lockInterruptibly();
    try {
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        demandOpen();
        var unused = closing.awaitNanos(left);
      }
      resting.remove(worker);
    } finally {
      lock.unlock();
    }
  }

  /** Lays a worker to rest; when it is the last, nobody is left for these questions. */
  private List<Job> lay(Worker worker) {
    lock.lock();
    try {
      resting.add(worker);
      if (resting.size() < workers.size()) {
        return List.of();
      }
      List<Job> lost = List.copyOf(waiting);
      waiting.clear();
      return lost;
    } finally {
      lock.unlock();
    }
  }

  static long restMillis(int failures) {
    return failures < 2
        ? 0
        : Math.min(LONGEST_REST_MILLIS, FIRST_REST_MILLIS << Math.min(failures - 2, 10));
  }

  /** Goes on only while the pool is open. */
  void demandOpen() throws InterruptedException {
    lock.lock();
    try {
      if (closed) {
        throw new InterruptedException("closed");
      }
    } finally {
      lock.unlock();
    }
  }

  private String noneWorks() {
    return "no helper works: " + firstTrouble();
  }

  private String firstTrouble() {
    lock.lock();
    try {
      return troubles.values().stream().findFirst().orElse("it is being started");
    } finally {
      lock.unlock();
    }
  }

  /** Runs a short task after a time, unless it is cancelled; at once when the pool is closed. */
  Future<?> later(Runnable task, long millis) {
    try {
      return watch.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      task.run();
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Returns how helpers and domain feel. */
  Health health() {
    lock.lock();
    try {
      if (!troubles.isEmpty()) {
        String message =
            "%d of %d helpers of ntlm:%s do not work: %s."
                .formatted(troubles.size(), workers.size(), name, firstTrouble());
        return troubles.size() == workers.size() ? Health.critical(message) : Health.warn(message);
      }
      if (unanswered == 0) {
        return Health.ok();
      }
      String message =
          "The domain of ntlm:%s cannot be asked (see that winbind runs and is joined, and that"
              + " this server's user is in the group winbindd_priv): %s";
      return unanswered > ACCIDENTS
          ? Health.critical(message.formatted(name, domainTrouble))
          : Health.warn(message.formatted(name, domainTrouble));
    } finally {
      lock.unlock();
    }
  }

  /** Ends the helpers at once; what waits gets no answer. */
  @Override
  public void close() {
    List<Job> left;
    lock.lock();
    try {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
      changed.signalAll();
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    left.forEach(each -> each.end(new Answer.None("the helpers are being ended")));
    workers.forEach(Worker::kill);
    watch.shutdownNow();
  }
}
