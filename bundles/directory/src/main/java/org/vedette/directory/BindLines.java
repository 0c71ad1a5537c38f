package org.vedette.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.directory.BindLine.Bind;
import org.vedette.directory.DirectorySettings.Limits;
import org.vedette.listener.ldap.Wire;

/**
 * The lines to one server: as many as the settings allow, opened as they are needed. All but {@link
 * #offer} is for the thread of the loop alone.
 */
final class BindLines implements BindLine.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(BindLines.class);
  private static final long LONGEST_LIFE_NANOS = TimeUnit.MINUTES.toNanos(30);

  /** After a line could not be opened none is tried for so long. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Connector connector;
  private final Wire.Means means;
  private final Limits limits;
  private final Set<BindLine> lines = new HashSet<>();
  private final Deque<BindLine> free = new ArrayDeque<>();
  private final Queue<Bind> waiting = new ArrayDeque<>();

  /** Binds that were taken and not answered yet. */
  private final AtomicInteger taken = new AtomicInteger();

  private volatile long restsUntil;
  private boolean closing;

  BindLines(Connector connector, Wire.Means means, Limits limits) {
    this.connector = connector;
    this.means = means;
    this.limits = limits;
    restsUntil = now();
  }

  /**
   * Takes a bind. By any thread.
   *
   * @return false when it is not taken, and nobody will be told
   */
  boolean offer(Bind bind) {
    if (now() - restsUntil < 0 || taken.get() >= limits.connections() + limits.waiting()) {
      return false;
    }
    taken.incrementAndGet();
    Bind counted =
        new Bind(
            bind.message(),
            bind.limit(),
            bind.since(),
            answer -> {
              taken.decrementAndGet();
              bind.to().accept(answer);
            });
    means.loop().execute(() -> take(counted));
    return true;
  }

  /** How many binds were taken and are not answered yet. By any thread. */
  int running() {
    return taken.get();
  }

  private void take(Bind bind) {
    BindLine line = free.poll();
    if (line != null) {
      line.send(bind, now());
    } else if (closing) {
      bind.to().accept(new LineAnswer.Lost());
    } else {
      waiting.add(bind);
      if (lines.size() < limits.connections()) {
        open();
      }
    }
  }

  private void open() {
    BindLine line;
    try {
      line = new BindLine(connector, means, this);
    } catch (IOException failure) {
      LOG.debug("No line was opened. server={}", connector.server(), failure);
      lost();
      return;
    }
    lines.add(line);
    try {
      means.slow().execute(() -> resolve(line));
    } catch (RejectedExecutionException retiring) {
      line.end();
    }
  }

  private void resolve(BindLine line) {
    ServerAddress server = connector.server();
    @Nullable InetSocketAddress address;
    try {
      address = new InetSocketAddress(InetAddress.getByName(server.host()), server.port());
    } catch (UnknownHostException unknown) {
      address = null;
    }
    @Nullable InetSocketAddress found = address;
    means
        .loop()
        .execute(
            () -> {
              if (found == null) {
                line.end();
              } else {
                line.connect(found);
              }
            });
  }

  @Override
  public void free(BindLine line) {
    Bind next = waiting.poll();
    if (next != null) {
      line.send(next, now());
    } else if (closing || now() - line.begun() > LONGEST_LIFE_NANOS) {
      line.end();
    } else {
      free.push(line);
    }
  }

  @Override
  public void over(BindLine line) {
    lines.remove(line);
    free.remove(line);
    if (line.neverOpen()) {
      restsUntil = now() + REST_NANOS;
    } else if (!waiting.isEmpty() && !closing) {
      open();
    }
    lost();
  }

  /** Without a line nobody waits: whoever asks in another way finds out what is wrong. */
  private void lost() {
    if (lines.isEmpty()) {
      List<Bind> all = new ArrayList<>(waiting);
      waiting.clear();
      all.forEach(bind -> bind.to().accept(new LineAnswer.Lost()));
    }
  }

  /** Looks at deadlines. */
  void tick() {
    long now = now();
    long patience = limits.connect().toNanos();
    List.copyOf(lines).forEach(line -> line.tick(now, patience));
    for (Bind first = waiting.peek(); first != null; first = waiting.peek()) {
      if (now - first.since() < first.limit()) {
        return;
      }
      waiting.remove();
      first.to().accept(new LineAnswer.Lost());
    }
  }

  /** Opens no more lines, and ends each once nothing waits for it. */
  void close() {
    closing = true;
    List.copyOf(free).forEach(BindLine::end);
  }

  /** Ends all at once. */
  void abort() {
    closing = true;
    List.copyOf(lines).forEach(BindLine::end);
  }

  /** The clock of the loop. By any thread. */
  long now() {
    return means.nanoTime().getAsLong();
  }
}
