package org.vedette.sdk.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.vedette.api.audit.AuditLog;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** Waits for new audit records without holding a thread. */
final class Tail {
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final int MAX_WAITING = 200;

  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final Installed installed;
  private final Worker worker;
  private final InstantSource clock;

  Tail(Installed installed, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * Returns what follows {@code number}: at once, or when something does, or nothing in time. When
   * this bundle goes it answers at once: the caller asks the successor.
   */
  CompletionStage<TailView> after(long number, int limit, Duration wait) {
    if (!places.tryAcquire()) {
      throw Problem.throttled("at most " + MAX_WAITING + " callers may wait", 5);
    }
    CompletableFuture<TailView> answer = new CompletableFuture<>();
    CompletionStage<TailView> counted = answer.whenComplete((view, failure) -> places.release());
    look(number, limit, clock.instant().plus(wait), answer);
    return counted;
  }

  private void look(long number, int limit, Instant end, CompletableFuture<TailView> answer) {
    try {
      AuditLog log = installed.auditLog();
      if (log.last() > number || worker.hurried() || !clock.instant().isBefore(end)) {
        List<AuditLog.Numbered> found = log.after(number, limit);
        long last = found.isEmpty() ? number : found.get(found.size() - 1).number();
        answer.complete(new TailView(found.stream().map(RecordView::of).toList(), last));
      } else {
        worker.later(PERIOD, () -> look(number, limit, end, answer));
      }
    } catch (RejectedExecutionException stopping) {
      answer.completeExceptionally(Problem.notInstalled("the API is being replaced"));
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
