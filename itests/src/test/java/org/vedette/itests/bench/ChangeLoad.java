package org.vedette.itests.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;

/** Administrators who add users through the REST API of one server, each as fast as it answers. */
final class ChangeLoad {
  private static final int WRITERS = 8;

  private final Server server;
  private final String prefix;
  private final long seconds;
  private final AtomicInteger number = new AtomicInteger();

  /**
   * Prepares them.
   *
   * @param prefix of the names of all users that are added
   */
  ChangeLoad(Server server, String prefix, long seconds) {
    this.server = server;
    this.prefix = prefix;
    this.seconds = seconds;
  }

  /** Adds users for the time that was given; returns how long each took, in microseconds. */
  Histogram run() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Histogram>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(() -> write(server.rest(), end));
      }
      Histogram all = new Histogram();
      for (Future<Histogram> each : threads.invokeAll(writers)) {
        all.add(each.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private Histogram write(Rest rest, long end) throws IOException, InterruptedException {
    Histogram took = new Histogram();
    for (long began = System.nanoTime(); began - end < 0; began = System.nanoTime()) {
      rest.call(
          "POST", "/users", "{\"username\":\"%s%d\"}".formatted(prefix, number.incrementAndGet()));
      took.record(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
    }
    return took;
  }
}
