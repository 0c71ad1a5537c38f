package org.vedette.replication.raft;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.protocol.exceptions.GroupMismatchException;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.RaftRetryFailureException;
import org.apache.ratis.protocol.exceptions.ServerNotReadyException;
import org.jspecify.annotations.Nullable;

/**
 * The tries of one change: how long there may be more, and whether one of them may have been taken.
 * Used by one thread at a time.
 */
final class Tries {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /**
   * Whoever does not lead says so at once. Later than that it is one that led, and may have passed
   * the change on before it lost the lead.
   */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long began = System.nanoTime();
  private long sent = began;
  private boolean unsure;

  /** Another try begins. */
  void sent() {
    sent = System.nanoTime();
  }

  /** A try has failed. */
  void failed(@Nullable Throwable why) {
    unsure |= !(why instanceof RaftRetryFailureException) && mayBeTaken(why);
  }

  private boolean mayBeTaken(@Nullable Throwable why) {
    for (Throwable each = why; each != null; each = each.getCause()) {
      if (each instanceof LeaderSteppingDownException
          || each instanceof LeaderNotReadyException
          || each instanceof ServerNotReadyException
          || each instanceof GroupMismatchException
          || each instanceof ConnectException
          || each instanceof NoRouteToHostException
          || each instanceof UnknownHostException
          || each instanceof NotLeaderException && System.nanoTime() - sent < AT_ONCE_NANOS) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of them may have been taken although nobody said so. */
  boolean unsure() {
    return unsure;
  }

  /** Nanoseconds in which it may be tried again; 0 or less when time is over. */
  long left() {
    return LONGEST_NANOS - (System.nanoTime() - began);
  }
}
