package org.vedette.gateway.smpp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.vedette.api.delivery.Delivery;
import org.vedette.gateway.smpp.wire.Content;

/** One message on its way, part after part over one bind. Its state is the gateway's thread's. */
final class Job {
  private final String digits;
  private final List<Content> parts;
  private final Executor teller;
  private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
  private int next;
  private int attempts;
  private boolean ended;
  private @Nullable Runnable inTime;

  /**
   * Begins.
   *
   * @param digits the number, without a plus
   * @param parts what is sent, in this order
   * @param teller tells what became of it
   */
  Job(String digits, List<Content> parts, Executor teller) {
    this.digits = digits;
    this.parts = List.copyOf(parts);
    this.teller = teller;
  }

  String digits() {
    return digits;
  }

  /** What will become of it. */
  CompletableFuture<Delivery> delivery() {
    return delivery;
  }

  /** Returns what is to be sent next. */
  Content content() {
    return parts.get(next);
  }

  /** Notes that a part was taken; tells whether it was the last. */
  boolean taken() {
    next++;
    return next == parts.size();
  }

  /** Tells whether a centre has taken a part: another may not begin anew then. */
  boolean begun() {
    return next > 0;
  }

  /** Counts an attempt with a centre. */
  int attempt() {
    return ++attempts;
  }

  /** Takes what says that it ended in time. */
  void limit(Runnable ended) {
    inTime = ended;
  }

  boolean ended() {
    return ended;
  }

  /** Tells what became of it, once, on the teller's thread: whoever waits may take its time. */
  void finish(Delivery what) {
    if (ended) {
      return;
    }
    ended = true;
    if (inTime != null) {
      inTime.run();
    }
    teller.execute(() -> delivery.complete(what));
  }

  /** Tells so where nobody decides any more; from any thread. */
  void abandon(Delivery what) {
    delivery.complete(what);
  }
}
