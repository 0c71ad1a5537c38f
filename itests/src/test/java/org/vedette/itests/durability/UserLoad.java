package org.vedette.itests.durability;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;

/** An administrator who adds one user after the other, and notes which were acknowledged. */
final class UserLoad implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private final Server server;
  private final Thread thread = new Thread(this::run, "users");
  private final List<String> acknowledged = new ArrayList<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean paused = true;
  private volatile boolean closed;
  private Rest rest;

  UserLoad(Server server) {
    this.server = server;
    thread.setDaemon(true);
    thread.start();
  }

  void resume() {
    paused = false;
  }

  void pause() {
    paused = true;
  }

  /** Names of the users whose adding was acknowledged, in their order. */
  synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  private synchronized void acknowledge(String name) {
    acknowledged.add(name);
  }

  /** Answers that must not come. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  private void run() {
    for (int number = 1; !closed; number++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      while (paused && !closed) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      add("added%06d".formatted(number));
    }
  }

  private void add(String name) {
    try {
      if (rest == null) {
        rest = Rest.of(server.base());
      }
      HttpResponse<String> answer =
          rest.send("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
      switch (answer.statusCode()) {
        case 201 -> acknowledge(name);
        case 503 -> LockSupport.parkNanos(PAUSE_NANOS);
        default -> wrong.add(name + ": " + answer.statusCode() + " " + answer.body());
      }
    } catch (IOException killed) {
      // Nobody knows whether this one was added: it is not asked for again.
      rest = null;
      LockSupport.parkNanos(PAUSE_NANOS);
    } catch (GeneralSecurityException failure) {
      wrong.add(name + ": " + failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
