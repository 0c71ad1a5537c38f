package org.vedette.replication.raft;

import java.util.concurrent.TimeUnit;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.util.TimeDuration;

/** Lets a client try again as long as the change may; tries of one change are on one thread. */
final class Patience implements RetryPolicy {
  private static final TimeDuration BETWEEN = TimeDuration.valueOf(200, TimeUnit.MILLISECONDS);

  private final ThreadLocal<Tries> tries = ThreadLocal.withInitial(Tries::new);

  /** What this thread sends from now on. */
  void of(Tries change) {
    tries.set(change);
  }

  @Override
  public Action handleAttemptFailure(Event event) {
    Tries change = tries.get();
    change.failed(event.getCause());
    if (change.left() <= 0) {
      return NO_RETRY_ACTION;
    }
    // The next try begins after the pause.
    return () -> {
      change.sent();
      return BETWEEN;
    };
  }
}
