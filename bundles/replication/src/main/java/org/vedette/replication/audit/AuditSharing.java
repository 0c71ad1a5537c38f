package org.vedette.replication.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditExchange;
import org.vedette.replication.merge.Links;

/**
 * The audit records of all servers of a cluster, at each of them. One thread fetches, one answers;
 * neither is anything that a sign-in waits for. Begun and ended by one thread.
 */
public final class AuditSharing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSharing.class);
  private static final Duration TROUBLE = Duration.ofSeconds(5);
  private static final int QUESTIONS = 16;

  private final Links links;
  private final Supplier<Optional<AuditExchange>> audit;
  private final Supplier<String> self;
  private final InstantSource clock;
  private volatile @Nullable Running running;

  /**
   * Shares nothing yet.
   *
   * @param links the way to the others
   * @param audit the records of this server, while they are there
   * @param self name of this server
   */
  public AuditSharing(
      Links links,
      Supplier<Optional<AuditExchange>> audit,
      Supplier<String> self,
      InstantSource clock) {
    this.links = links;
    this.audit = audit;
    this.self = self;
    this.clock = clock;
  }

  /** What goes on while records are shared. */
  private record Running(
      Puller puller, ScheduledThreadPoolExecutor fetching, ExecutorService giving, Giver giver) {
    void turn() {
      Duration rest = TROUBLE;
      try {
        rest = puller.turn();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException bug) {
        LOG.error("Audit records of other servers cannot be fetched.", bug);
      }
      try {
        fetching.schedule(this::turn, rest.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException ended) {
        LOG.trace("Audit records are not fetched any more.");
      }
    }
  }

  /** Records are shared from now on, or not. */
  public void shared(boolean now) {
    if (!now) {
      close();
    } else if (running == null) {
      ThreadPoolExecutor giving =
          new ThreadPoolExecutor(
              1,
              1,
              30,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(QUESTIONS),
              run -> thread(run, "vedette-audit-giving"));
      giving.allowCoreThreadTimeOut(true);
      ScheduledThreadPoolExecutor fetching =
          new ScheduledThreadPoolExecutor(1, run -> thread(run, "vedette-audit-fetching"));
      fetching.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      Running fresh =
          new Running(
              new Puller(links, audit, self, clock), fetching, giving, new Giver(audit, giving));
      running = fresh;
      fetching.execute(fresh::turn);
    }
  }

  private static Thread thread(Runnable run, String name) {
    Thread made = new Thread(run, name);
    made.setDaemon(true);
    return made;
  }

  /** Answers another server. */
  public CompletionStage<byte[]> answer(String from, byte[] question) {
    Running now = running;
    return now == null
        ? CompletableFuture.completedStage(new byte[0])
        : now.giver().answer(from, question);
  }

  /** How far this server is behind each other, by name, as far as it knows. */
  public Map<String, AuditLag> lags() {
    Running now = running;
    return now == null ? Map.of() : now.puller().lags();
  }

  /** Shares no more. */
  @Override
  public void close() {
    Running now = running;
    running = null;
    if (now != null) {
      // Not interrupted: a database would close its file.
      now.fetching().shutdown();
      now.giving().shutdown();
    }
  }
}
