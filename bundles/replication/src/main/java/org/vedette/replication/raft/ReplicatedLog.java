package org.vedette.replication.raft;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.RaftException;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;

/**
 * Appends to the log from any of its servers: the change travels to the leader. It is acknowledged
 * when it is applied here too, so that whoever made it reads it.
 *
 * <p>It outlives the log: while that is opened in another way, what is on its way waits, and is
 * sent again; the log knows it by its id and makes it once. Thread-safe.
 */
public final class ReplicatedLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedLog.class);
  private static final int THREADS = 16;
  private static final int WAITING = 1000;
  private static final long HERE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_MILLIS = 50;
  private static final long END_SECONDS = 2;
  private static final String MOVING = "this server is being moved to another part: try again";
  private static final String REPLACED = "replication is being replaced: try again";

  private final ChangeApplier records;
  private final Patience patience = new Patience();
  private final ThreadPoolExecutor threads;
  private volatile CompletableFuture<Way> way = new CompletableFuture<>();

  /** Acknowledges what these records have; nothing is sent before {@link #use}. */
  public ReplicatedLog(ChangeApplier records) {
    this.records = records;
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            task -> {
              Thread thread =
                  new Thread(task, "vedette-replication-append-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Opens a way to the servers of now.
   *
   * @param self name of this server
   * @param opens opens a client that tries again as it is told
   */
  public Way way(String self, Function<RetryPolicy, RaftClient> opens) {
    return new Way(self, opens.apply(patience));
  }

  /** Sends by this way from now on. */
  public synchronized void use(Way next) {
    if (!way.complete(next)) {
      way = CompletableFuture.completedFuture(next);
    }
  }

  /** Sends nothing until {@link #use} is called again; whoever owns the old way closes it. */
  public synchronized void pause() {
    if (way.isDone()) {
      way = new CompletableFuture<>();
    }
  }

  /**
   * Appends by the way in use, or waits for one.
   *
   * @return done within about 15 s; {@link Committed.NotMaster} when surely nothing was changed,
   *     {@link Committed.Unavailable} says so where that is not known
   */
  public CompletionStage<Committed> append(Change change, Actor actor) {
    byte[] bytes = Changes.toBytes(change);
    UUID id = UUID.randomUUID();
    Tries tries = new Tries();
    try {
      return CompletableFuture.supplyAsync(() -> send(id, actor, bytes, tries), threads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.completedFuture(
          new Committed.Unavailable(
              threads.isShutdown()
                  ? REPLACED
                  : WAITING + " changes are waiting to be written: try again later"));
    }
  }

  /** Appends by a way that nobody else uses yet; blocks for 10 s at most. */
  public Committed appendFirst(Way by, Change change, Actor actor) throws IOException {
    Tries tries = new Tries();
    try {
      return sendBy(by, UUID.randomUUID(), actor, Changes.toBytes(change), tries)
          .map(Reply::committed)
          .orElseThrow(() -> new IOException("the first change could not be written in time"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("this server is being stopped", interrupted);
    }
  }

  private Committed send(UUID id, Actor actor, byte[] change, Tries tries) {
    boolean asked = false;
    try {
      while (tries.left() > 0) {
        Optional<Way> by = awaitWay(tries);
        if (by.isPresent()) {
          asked = true;
          Optional<Reply> reply = sendBy(by.get(), id, actor, change, tries);
          if (reply.isPresent()) {
            awaitHere(reply.get());
            return reply.get().committed();
          }
        }
      }
      return tries.unsure()
          ? new Committed.Unavailable("the master does not answer: " + Reply.NOT_KNOWN)
          : asked ? new Committed.NotMaster("") : new Committed.Unavailable(MOVING);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Committed.Unavailable(
          tries.unsure() ? "replication is being replaced: " + Reply.NOT_KNOWN : REPLACED);
    }
  }

  private Optional<Way> awaitWay(Tries tries) throws InterruptedException {
    try {
      return Optional.of(way.get(Math.max(1, tries.left()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Empty when it should be tried again, by this way or another. */
  private Optional<Reply> sendBy(Way by, UUID id, Actor actor, byte[] change, Tries tries)
      throws InterruptedException {
    byte[] entry = new Entry(id, by.self(), actor, change).toBytes();
    patience.of(tries);
    tries.sent();
    try {
      RaftClientReply reply =
          by.client().io().send(Message.valueOf(UnsafeByteOperations.unsafeWrap(entry)));
      RaftException refusal = reply.getException();
      if (refusal == null && !reply.getMessage().getContent().isEmpty()) {
        return Optional.of(Reply.fromBytes(reply.getMessage().getContent().toByteArray()));
      }
      // Without octets: it stands in the log of a server that was closed before it applied it.
      tries.failed(refusal);
    } catch (IOException | RuntimeException failure) {
      LOG.debug("A change was not taken.", failure);
      tries.failed(failure);
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    return Optional.empty();
  }

  /** Waits until the change has come here; it is made whether or not it does in time. */
  private void awaitHere(Reply answer) throws InterruptedException {
    long began = System.nanoTime();
    while (behind(answer) && System.nanoTime() - began < HERE_NANOS) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private boolean behind(Reply answer) {
    Position here = records.position();
    return here.epoch() < answer.epoch()
        || here.epoch() == answer.epoch() && here.index() < answer.index();
  }

  /** Takes no more; what is on its way has two seconds to end. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
