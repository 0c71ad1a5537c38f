package org.vedette.api.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Counts running calls, so that a component being replaced can let them end.
 *
 * <p>Wrap each call in {@link #track}; call {@link #drain} in {@code @Deactivate}. Thread-safe.
 */
public final class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int running;
  private boolean closed;

  /** Runs {@code call} and counts it until its stage completes. */
  public <T> CompletionStage<T> track(Supplier<CompletionStage<T>> call) {
    change(1);
    boolean handedOver = false;
    try {
      CompletionStage<T> stage = call.get().whenComplete((value, failure) -> change(-1));
      handedOver = true;
      return stage;
    } finally {
      if (!handedOver) {
        change(-1);
      }
    }
  }

  /** Returns how many calls run now. */
  public int count() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** Returns true once {@link #drain} was called: start nothing new. */
  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no call runs, at most {@code limit}; 2 s is the rule for {@code @Deactivate}.
   *
   * @return how many calls still run; 0 when all ended in time
   */
  public int drain(Duration limit) {
    return drain(limit, limit);
  }

  /**
   * Waits until no call runs, at most {@code limit}, and no longer than {@code quiet} after the
   * last call has ended: what then still runs waits for a person.
   *
   * @return how many calls still run; 0 when all ended in time
   */
  public int drain(Duration limit, Duration quiet) {
    lock.lock();
    try {
      closed = true;
      long end = System.nanoTime() + limit.toNanos();
      long patience = System.nanoTime() + quiet.toNanos();
      int before = running;
      for (long left = limit.toNanos(); running > 0 && left > 0; ) {
        idle.awaitNanos(Math.min(left, quiet.toNanos()));
        long now = System.nanoTime();
        if (running < before) {
          before = running;
          patience = now + quiet.toNanos();
        }
        left = Math.min(end, patience) - now;
      }
      return running;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void change(int by) {
    lock.lock();
    try {
      running += by;
      if (by < 0 && (closed || running == 0)) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
