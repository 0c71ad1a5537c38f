package org.vedette.itests.cluster;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.vedette.itests.cluster.History.Change;
import org.vedette.itests.cluster.History.Told;

/** Administrators who add users at any of the servers, and note what they were told. */
final class Clerks implements AutoCloseable {
  /** What a server says that can ask no master; nothing was done then. */
  static final String NO_MASTER = "no master reachable";

  private static final long PAUSE_NANOS = 30_000_000;

  private final History history;
  private final List<LabServer> servers;
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean paused = new AtomicBoolean(true);
  private final Queue<String> others = new ConcurrentLinkedQueue<>();
  private final Random random;
  private final List<Thread> threads;
  private volatile boolean closed;

  /** As many as there are servers; nobody begins before {@link #resume}. */
  Clerks(History history, List<LabServer> servers, long seed) {
    this.history = history;
    this.servers = List.copyOf(servers);
    this.random = new Random(seed);
    threads = servers.stream().map(each -> new Thread(this::work, "clerk")).toList();
    threads.forEach(each -> each.setDaemon(true));
    threads.forEach(Thread::start);
  }

  void resume() {
    paused.set(false);
  }

  /** Nobody begins anew, and all that ran has ended. */
  void pause() {
    paused.set(true);
    LabServer.await("every change has ended", 70).until(() -> running.get() == 0);
  }

  /** How many were acknowledged. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** Answers that are neither yes nor "not now". */
  List<String> others() {
    return List.copyOf(others);
  }

  private void work() {
    while (!closed) {
      LockSupport.parkNanos(PAUSE_NANOS);
      running.incrementAndGet();
      try {
        if (!paused.get()) {
          add(servers.get(random.nextInt(servers.size())));
        }
      } finally {
        running.decrementAndGet();
      }
    }
  }

  private void add(LabServer server) {
    add(server, "added%06d".formatted(number.incrementAndGet()));
  }

  /** Adds a user, and notes what comes of it. */
  Told add(LabServer server, String user) {
    long began = history.now();
    Told told = Told.UNKNOWN;
    String said = "";
    try {
      HttpResponse<String> answer =
          server.rest().send("POST", "/users", "{\"username\":\"%s\"}".formatted(user));
      if (answer.statusCode() == 201) {
        told = Told.ACKNOWLEDGED;
        acknowledged.incrementAndGet();
      } else if (answer.body().contains(NO_MASTER)) {
        told = Told.REFUSED;
      } else {
        said = answer.statusCode() + " " + answer.body();
      }
      if (!said.isEmpty() && answer.statusCode() != 503) {
        others.add(server + ": " + said);
      }
    } catch (IOException lost) {
      said = lost.toString();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    history.add(new Change(server.name(), user, began, history.now(), told, said));
    return told;
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
