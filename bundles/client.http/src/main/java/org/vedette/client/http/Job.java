package org.vedette.client.http;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.vedette.api.delivery.Delivery;
import org.vedette.client.http.wire.Outgoing;

/** One message on its way. Thread-safe. */
final class Job {
  private final String id;
  private final Watch.Pass pass;
  private final Outgoing outgoing;
  private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
  private @Nullable CompletableFuture<HttpResponse<String>> exchange;
  private @Nullable Future<?> deadline;
  private boolean ended;

  Job(String id, Watch.Pass pass, Outgoing outgoing) {
    this.id = id;
    this.pass = pass;
    this.outgoing = outgoing;
  }

  /** Id of the request. */
  String id() {
    return id;
  }

  /** As what it passed. */
  Watch.Pass pass() {
    return pass;
  }

  /** What is to be sent. */
  Outgoing outgoing() {
    return outgoing;
  }

  /** What will become of it. */
  CompletableFuture<Delivery> delivery() {
    return delivery;
  }

  /** Notes what ends it in time. */
  synchronized void limit(Future<?> watch) {
    deadline = watch;
  }

  /** Notes the exchange; one that comes too late is ended. */
  synchronized void started(CompletableFuture<HttpResponse<String>> running) {
    exchange = running;
    if (ended) {
      running.cancel(true);
    }
  }

  /** Ends the exchange, if there is or will be one. */
  synchronized void stop() {
    ended = true;
    if (exchange != null) {
      exchange.cancel(true);
    }
  }

  /** Tells what became of it, on a thread of its own: whoever waits may take its time. */
  void finish(Delivery what) {
    synchronized (this) {
      ended = true;
      if (deadline != null) {
        deadline.cancel(false);
      }
    }
    delivery.completeAsync(() -> what);
  }
}
