package org.vedette.store.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;
import org.vedette.store.db.RecordStore;

/**
 * The log that this server keeps itself: one thread has waiting changes written, a group at a time,
 * has them audited and answers. They are written to a file and then to the tables, or to a database
 * that several servers share.
 */
public final class LocalChangeLog implements ChangeLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalChangeLog.class);
  private static final String REPLACED = "the store is being replaced: try again";
  private static final int CLOSE_SECONDS = 2;
  private static final int IDLE_SECONDS = 2;

  private final RecordStore store;
  private final ActLog acts;
  private final Limits limits;
  private final ChangeWriter writer;
  private final BlockingQueue<Waiting> queue;
  private final Waiting wakeUp = new Waiting(new byte[0], new Actor("", "", ""));
  private final Thread thread;
  private volatile boolean closed;

  /** Works on {@code file}, which is made if it does not exist. */
  public LocalChangeLog(
      Path file, RecordStore store, ActLog acts, Limits limits, Consumer<Health> health) {
    this(file, ChangeFile::openFile, store, acts, limits, health);
  }

  LocalChangeLog(
      Path file,
      LogFile.Opener opener,
      RecordStore store,
      ActLog acts,
      Limits limits,
      Consumer<Health> health) {
    this(
        new GroupWriter(new ChangeFile(file, opener, store), store, limits, health),
        store,
        acts,
        limits);
  }

  /** Has changes written by {@code writer}. */
  public LocalChangeLog(ChangeWriter writer, RecordStore store, ActLog acts, Limits limits) {
    this.store = store;
    this.acts = acts;
    this.limits = limits;
    this.writer = writer;
    this.queue = new LinkedBlockingQueue<>(limits.queue());
    this.thread = new Thread(this::run, "vedette-store-writer");
    thread.setDaemon(true);
  }

  /**
   * Applies what the log holds above the tables, then takes changes. Trouble with the log shows in
   * the health and in the answers, and the next change tries again.
   */
  public void start() {
    store.beforeInstall(writer::beforeInstall);
    store.alone(writer::recover);
    thread.start();
  }

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    Waiting waiting = new Waiting(Changes.toBytes(change), actor);
    if (closed) {
      waiting.refuse(REPLACED);
    } else if (!queue.offer(waiting)) {
      waiting.refuse(limits.queue() + " changes are waiting to be written: try again later");
    } else {
      CompletableFuture.delayedExecutor(limits.turn().toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> expire(waiting));
      if (closed) {
        refuseWaiting();
      }
    }
    return waiting.stage();
  }

  /** Takes no more, ends the group being written, and closes the file; waits up to two seconds. */
  @Override
  public void close() {
    closed = true;
    writer.stop();
    queue.offer(wakeUp);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    refuseWaiting();
  }

  private void expire(Waiting waiting) {
    if (waiting.take()) {
      queue.remove(waiting);
      waiting.refuse(
          "the change was not written within " + limits.turn().toSeconds() + " s: try again");
    }
  }

  private void refuseWaiting() {
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      if (left.take()) {
        left.refuse(REPLACED);
      }
    }
  }

  private void run() {
    try {
      while (!closed) {
        @Nullable Waiting next = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          store.alone(writer::healIfNeeded);
        } else {
          serve(next);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      refuseWaiting();
      store.alone(writer::close);
    }
  }

  private void serve(Waiting first) {
    if (closed) {
      queue.offer(first);
      return;
    }
    boolean audited = acts.ready(limits.journalWait());
    store.alone(() -> serveGroup(first, audited));
  }

  private void serveGroup(Waiting first, boolean audited) {
    List<Waiting> group = take(first);
    if (group.isEmpty()) {
      return;
    }
    if (closed) {
      group.forEach(each -> each.refuse(REPLACED));
      return;
    }
    if (!audited) {
      group.forEach(
          each -> each.refuse("the journal is not there, so the change could not be audited"));
      return;
    }
    try {
      writer.write(group).forEach(this::finish);
    } catch (RuntimeException fault) {
      LOG.error("A change could not be written because of a fault in the server", fault);
      group.forEach(each -> each.refuse("a fault in the server, see its log"));
      writer.close();
    }
  }

  private List<Waiting> take(Waiting first) {
    List<Waiting> group = new ArrayList<>();
    @Nullable Waiting next = first;
    while (next != null) {
      if (next != wakeUp && next.take()) {
        group.add(next);
      }
      next = group.size() < limits.group() ? queue.poll() : null;
    }
    return group;
  }

  private void finish(ChangeWriter.Written written) {
    Waiting waiting = written.waiting();
    if (!(written.answer() instanceof Committed.Done)) {
      waiting.answer(written.answer());
      return;
    }
    acts.record(waiting.actor(), written.effects())
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(
            new Forced.Unavailable("the journal did not answer"),
            limits.journalWait().toMillis(),
            TimeUnit.MILLISECONDS)
        .whenComplete(
            (forced, fault) -> {
              if (!(forced instanceof Forced.Done)) {
                LOG.error(
                    "A change was made but not audited actor={} via={} answer={} reason={}",
                    waiting.actor().name(),
                    waiting.actor().via(),
                    written.answer(),
                    fault == null ? forced : fault.toString());
              }
              waiting.answer(written.answer());
            });
  }
}
