package org.vedette.directory;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.directory.DirectorySettings.Limits;
import org.vedette.listener.Loop;
import org.vedette.listener.ldap.Wire;

/**
 * The lines to all servers of a directory, and the one thread that serves them: a bind costs no
 * thread that waits. The thread begins with the first bind. Thread-safe.
 */
final class QuickBinds {
  private static final Logger LOG = LoggerFactory.getLogger(QuickBinds.class);
  private static final long TICK_MILLIS = 100;

  /** With so many binds under way answers are let gather for a moment, and handled together. */
  private static final int MANY = 8;

  private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final String directory;
  private final List<Server> servers;
  private final Limits limits;
  private final Executor slow;
  private final Map<Server, BindLines> lines = new LinkedHashMap<>();
  private @Nullable Loop loop;
  private boolean closed;
  private @Nullable Runnable then;

  /**
   * Begins without a thread.
   *
   * @param slow looks up names and does the slow parts of handshakes
   */
  QuickBinds(String directory, List<Server> servers, Limits limits, Executor slow) {
    this.directory = directory;
    this.servers = servers;
    this.limits = limits;
    this.slow = slow;
  }

  /** Returns the lines to a server; none when passwords must not travel to it, or at the end. */
  synchronized Optional<BindLines> to(Server server) {
    if (closed || server.connector().refusesClearText()) {
      return Optional.empty();
    }
    if (loop == null) {
      open();
    }
    return Optional.ofNullable(lines.get(server)).filter(it -> alive(loop));
  }

  private static boolean alive(@Nullable Loop loop) {
    return loop != null && loop.alive();
  }

  private void open() {
    try {
      Loop made = new Loop("vedette-directory-" + directory + "-bind", this::tick, this::gather);
      Wire.Means means = new Wire.Means(made, slow, System::nanoTime);
      servers.forEach(each -> lines.put(each, new BindLines(each.connector(), means, limits)));
      made.start();
      loop = made;
    } catch (IOException failure) {
      closed = true;
      LOG.warn("Binds have a thread each. directory={} cause={}", directory, failure.toString());
    }
  }

  private long gather() {
    int running = 0;
    for (BindLines each : lines.values()) {
      running += each.running();
    }
    return running >= MANY ? GATHER_NANOS : 0;
  }

  private long tick() {
    lines.values().forEach(BindLines::tick);
    drained();
    return TICK_MILLIS;
  }

  /** Takes no more binds, and runs {@code after} once those that were taken are answered. */
  void close(Runnable after) {
    Loop running;
    synchronized (this) {
      closed = true;
      running = loop;
      then = alive(running) ? after : null;
    }
    if (!alive(running)) {
      after.run();
    } else if (running != null) {
      running.execute(
          () -> {
            lines.values().forEach(BindLines::close);
            drained();
          });
    }
  }

  private void drained() {
    Runnable after;
    synchronized (this) {
      after = then;
      if (after == null || !lines.values().stream().allMatch(it -> it.running() == 0)) {
        return;
      }
      then = null;
    }
    after.run();
  }

  /** Ends the lines and the thread. */
  void end() {
    Loop running;
    synchronized (this) {
      closed = true;
      running = loop;
      loop = null;
    }
    if (running != null) {
      running.execute(() -> lines.values().forEach(BindLines::abort));
      running.end();
    }
  }
}
