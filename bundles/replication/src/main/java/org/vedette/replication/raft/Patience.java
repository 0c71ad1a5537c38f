package org.vedette.replication.raft;

import java.util.concurrent.TimeUnit;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.util.TimeDuration;

/**
 * Tries again until the time of the change is over, however long one try takes. Tries of one change
 * are made on one thread.
 */
final class Patience implements RetryPolicy {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final TimeDuration BETWEEN = TimeDuration.valueOf(200, TimeUnit.MILLISECONDS);

  private final ThreadLocal<Long> began = ThreadLocal.withInitial(System::nanoTime);

  /** A change begins on this thread. */
  void begin() {
    began.set(System.nanoTime());
  }

  /** Whether the change of this thread may be tried again. */
  boolean lasts() {
    return System.nanoTime() - began.get() < LONGEST_NANOS;
  }

  @Override
  public Action handleAttemptFailure(Event event) {
    return lasts() ? () -> BETWEEN : NO_RETRY_ACTION;
  }
}
