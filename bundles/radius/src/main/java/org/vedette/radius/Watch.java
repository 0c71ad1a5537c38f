package org.vedette.radius;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.vedette.api.radius.RadiusDesk;

/** One client being watched. Keeps the last 500 things seen. Thread-safe. */
final class Watch {
  private static final int MOST = 500;
  private static final int MOST_WAITING = 32;

  /** What is seen, before it has its number. */
  record Draft(
      Instant time, String source, String kind, String title, List<RadiusDesk.Line> lines) {}

  private final ArrayDeque<RadiusDesk.Seen> seen = new ArrayDeque<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private Instant until;
  private long last;
  private boolean closed;

  Watch(Instant until) {
    this.until = until;
  }

  synchronized void extend(Instant next) {
    until = next;
  }

  synchronized boolean isOver(Instant now) {
    return closed || !now.isBefore(until);
  }

  synchronized Optional<Instant> until() {
    return closed ? Optional.empty() : Optional.of(until);
  }

  void add(Draft draft) {
    List<CompletableFuture<Void>> woken;
    synchronized (this) {
      last++;
      seen.add(
          new RadiusDesk.Seen(
              last, draft.time(), draft.source(), draft.kind(), draft.title(), draft.lines()));
      if (seen.size() > MOST) {
        seen.remove();
      }
      woken = List.copyOf(waiting);
      waiting.clear();
    }
    woken.forEach(each -> each.complete(null));
  }

  synchronized List<RadiusDesk.Seen> after(long number) {
    return seen.stream().filter(each -> each.number() > number).toList();
  }

  /** Completes when there is something after a number. */
  synchronized CompletableFuture<Void> more(long number) {
    CompletableFuture<Void> more = new CompletableFuture<>();
    waiting.removeIf(CompletableFuture::isDone);
    if (closed || last > number || waiting.size() >= MOST_WAITING) {
      more.complete(null);
    } else {
      waiting.add(more);
    }
    return more;
  }

  void close() {
    List<CompletableFuture<Void>> woken;
    synchronized (this) {
      closed = true;
      woken = List.copyOf(waiting);
      waiting.clear();
    }
    woken.forEach(each -> each.complete(null));
  }
}
