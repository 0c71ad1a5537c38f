package org.vedette.itests;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.vedette.itests.blackbox.Rest;

/** Callers that send one request after the other until they are told to stop. */
final class WebLoad implements AutoCloseable {
  /**
   * One kind of request.
   *
   * @param body of the request with that number
   */
  record Call(String method, String path, IntFunction<String> body) {}

  private final Rest web;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> threads;
  private volatile boolean stopping;

  WebLoad(Rest web, List<Call> calls) {
    this.web = web;
    threads = calls.stream().map(call -> new Thread(() -> run(call), "load-" + call)).toList();
    threads.forEach(Thread::start);
  }

  /** How many requests were answered as they should be. */
  int answered() {
    return answered.get();
  }

  /** Stops the callers, each after its last answer; returns what was not answered rightly. */
  List<String> stop() {
    close();
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopping = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run(Call call) {
    for (int i = 0; !stopping; i++) {
      try {
        HttpResponse<String> answer =
            web.later(call.method(), call.path(), call.body().apply(i)).join();
        if (answer.statusCode() / 100 == 2) {
          answered.incrementAndGet();
        } else {
          failures.add(call.path() + " " + answer.statusCode() + " " + answer.body());
        }
      } catch (RuntimeException failure) {
        failures.add(call.path() + " " + failure);
      }
    }
  }
}
