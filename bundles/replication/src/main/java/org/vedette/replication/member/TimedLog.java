package org.vedette.replication.member;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.vedette.api.cluster.ClusterView.Appends;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.store.SharedLog;

/** Takes the time of changes. Thread-safe. */
final class TimedLog implements SharedLog {
  private static final int NEWEST = 256;

  private final SharedLog log;
  private final LongSupplier nanos;
  private final long[] took = new long[NEWEST];
  private long done;
  private long failed;

  TimedLog(SharedLog log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
  }

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    long began = nanos.getAsLong();
    return log.append(change, actor)
        .whenComplete(
            (committed, fault) ->
                count(
                    committed instanceof Committed.Done || committed instanceof Committed.Conflict,
                    nanos.getAsLong() - began));
  }

  private synchronized void count(boolean good, long nanosTaken) {
    if (good) {
      took[(int) (done % NEWEST)] = nanosTaken;
      done++;
    } else {
      failed++;
    }
  }

  /** What is known; empty before the first change. */
  synchronized Optional<Appends> figures() {
    if (done + failed == 0) {
      return Optional.empty();
    }
    long[] newest = Arrays.copyOf(took, (int) Math.min(done, NEWEST));
    Arrays.sort(newest);
    return Optional.of(
        newest.length == 0
            ? new Appends(0, failed, Duration.ZERO, Duration.ZERO)
            : new Appends(
                done,
                failed,
                Duration.ofNanos(newest[newest.length / 2]),
                Duration.ofNanos(newest[newest.length - 1])));
  }
}
