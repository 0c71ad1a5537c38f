package org.vedette.replication.raft;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.LeaderSteppingDownException;
import org.apache.ratis.protocol.exceptions.RaftException;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;

/**
 * Appends to the log from any of its servers: the change travels to the leader. It is acknowledged
 * when it is applied here too, so that whoever made it reads it.
 */
public final class ReplicatedLog implements ChangeLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedLog.class);
  private static final int THREADS = 16;
  private static final int RENEW_SECONDS = 30;
  private static final int WAITING = 1000;
  private static final long HERE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long HANDING_PAUSE_MILLIS = 50;
  private static final String NO_MASTER =
      "no master reachable: sign-ins go on, changes do not; promote with bin/vedette server promote";

  private final String self;
  private final Patience patience = new Patience();
  private final Function<RetryPolicy, RaftClient> opens;
  private volatile RaftClient client;
  private final ChangeApplier records;
  private final ThreadPoolExecutor threads;

  /**
   * Appends as the server of this name.
   *
   * @param opens opens a client that knows the servers of now
   */
  public ReplicatedLog(
      String self, Function<RetryPolicy, RaftClient> opens, ChangeApplier records) {
    this.self = self;
    this.opens = opens;
    this.client = opens.apply(patience);
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

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    byte[] entry = new Entry(self, actor, Changes.toBytes(change)).toBytes();
    try {
      return CompletableFuture.supplyAsync(() -> send(entry), threads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.completedFuture(
          new Committed.Unavailable(
              WAITING + " changes are waiting to be written: try again later"));
    }
  }

  /** Appends by another client, which knows the servers of now; the old one ends what it began. */
  public void renew() {
    RaftClient before = client;
    client = opens.apply(patience);
    CompletableFuture.delayedExecutor(RENEW_SECONDS, TimeUnit.SECONDS).execute(() -> close(before));
  }

  private static void close(RaftClient client) {
    try {
      client.close();
    } catch (IOException failure) {
      LOG.debug("Closing a client of the log failed.", failure);
    }
  }

  private Committed send(byte[] entry) {
    try {
      RaftClientReply reply = ask(entry);
      RaftException failure = reply.getException();
      if (failure != null) {
        LOG.debug("A change was not taken.", failure);
        return new Committed.NotMaster("");
      }
      Reply answer = Reply.fromBytes(reply.getMessage().getContent().toByteArray());
      awaitHere(answer);
      return answer.committed();
    } catch (IOException unreachable) {
      LOG.debug("A change was not taken.", unreachable);
      return new Committed.NotMaster("");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Committed.Unavailable("this server is being stopped");
    }
  }

  /** A leader that hands over, or is not ready, has taken nothing: it is asked again who leads. */
  private RaftClientReply ask(byte[] entry) throws IOException, InterruptedException {
    patience.begin();
    while (true) {
      RaftException refusal;
      try {
        RaftClientReply reply =
            client.io().send(Message.valueOf(UnsafeByteOperations.unsafeWrap(entry)));
        refusal = reply.getException();
        if (refusal == null || !takenNothing(refusal) || !patience.lasts()) {
          return reply;
        }
      } catch (LeaderSteppingDownException | LeaderNotReadyException moving) {
        if (!patience.lasts()) {
          throw moving;
        }
      }
      TimeUnit.MILLISECONDS.sleep(HANDING_PAUSE_MILLIS);
    }
  }

  private static boolean takenNothing(RaftException refusal) {
    return refusal instanceof LeaderSteppingDownException
        || refusal instanceof LeaderNotReadyException;
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

  @Override
  public void close() {
    threads.shutdownNow();
    close(client);
  }
}
