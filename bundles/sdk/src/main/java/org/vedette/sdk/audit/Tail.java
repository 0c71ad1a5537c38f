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
import org.vedette.api.audit.AuditMarks;
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

  /** Where one has come to: gives what follows it, once there is anything. */
  private interface Mark {
    boolean news(AuditLog log);

    TailView view(AuditLog log, int limit);
  }

  private record OwnNumber(long number) implements Mark {
    @Override
    public boolean news(AuditLog log) {
      return log.last() > number;
    }

    @Override
    public TailView view(AuditLog log, int limit) {
      List<AuditLog.Numbered> found = log.after(number, limit);
      long last = found.isEmpty() ? number : found.get(found.size() - 1).number();
      return new TailView(views(found), last, Long.toString(last));
    }
  }

  private record AllServers(AuditMarks marks) implements Mark {
    @Override
    public boolean news(AuditLog log) {
      return marks.behind(log.marks());
    }

    @Override
    public TailView view(AuditLog log, int limit) {
      AuditLog.Followed found = log.following(marks, limit);
      return new TailView(views(found.records()), 0, found.marks().text());
    }
  }

  private static List<RecordView> views(List<AuditLog.Numbered> found) {
    return found.stream().map(RecordView::of).toList();
  }

  private static Mark mark(String text) {
    if (text.matches("[0-9]{1,18}")) {
      return new OwnNumber(Long.parseLong(text));
    }
    return AuditMarks.parse(text)
        .map(AllServers::new)
        .orElseThrow(() -> Problem.field("number", "a whole number, or what next or newest said"));
  }

  /**
   * Returns what follows {@code after}: at once, or when something does, or nothing in time. When
   * this bundle goes it answers at once: the caller asks the successor.
   */
  CompletionStage<TailView> after(String after, int limit, Duration wait) {
    Mark mark = mark(after);
    if (!places.tryAcquire()) {
      throw Problem.throttled("at most " + MAX_WAITING + " callers may wait", 5);
    }
    CompletableFuture<TailView> answer = new CompletableFuture<>();
    CompletionStage<TailView> counted = answer.whenComplete((view, failure) -> places.release());
    look(mark, limit, clock.instant().plus(wait), answer);
    return counted;
  }

  private void look(Mark mark, int limit, Instant end, CompletableFuture<TailView> answer) {
    try {
      AuditLog log = installed.auditLog();
      if (mark.news(log) || worker.hurried() || !clock.instant().isBefore(end)) {
        answer.complete(mark.view(log, limit));
      } else {
        worker.later(PERIOD, () -> look(mark, limit, end, answer));
      }
    } catch (RejectedExecutionException stopping) {
      answer.completeExceptionally(Problem.notInstalled("the API is being replaced"));
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
