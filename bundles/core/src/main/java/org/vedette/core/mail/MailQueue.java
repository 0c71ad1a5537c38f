package org.vedette.core.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Actor;
import org.vedette.api.user.User;
import org.vedette.core.delivery.DeliveryNotes;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.delivery.Whom;

/**
 * Sends mails one after the other on threads of its own, which end when there is nothing to do. At
 * most {@value #MOST} tasks wait; what is more is dropped and said in the log.
 */
final class MailQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);
  private static final int MOST = 1_000;
  private static final int THREADS = 2;
  private static final int IDLE_SECONDS = 10;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final DeliveryNotes notes;
  private final Executor threads;

  MailQueue(Outbox outbox, DeliveryNotes notes) {
    this(outbox, notes, pool());
  }

  MailQueue(Outbox outbox, DeliveryNotes notes, Executor threads) {
    this.outbox = outbox;
    this.notes = notes;
    this.threads = threads;
  }

  private static ThreadPoolExecutor pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST),
            task -> {
              Thread thread = new Thread(task, "vedette-core-mails-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Does something later; never blocks. */
  void later(Runnable task) {
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException fault) {
              LOG.error("A mail about an account could not be made", fault);
            }
          });
    } catch (RejectedExecutionException full) {
      LOG.warn("A mail about an account is dropped: too many wait. waiting={}", MOST);
    }
  }

  /** Sends, waits for what becomes of it, and writes that down. Only on these threads. */
  void send(Message message, Optional<User> user, Actor actor, List<RegisterWrite> whenSent) {
    List<String> trace = Collections.synchronizedList(new ArrayList<>());
    Delivery delivery =
        outbox
            .notice(
                message,
                new Outbox.About(
                    Whom.NOBODY,
                    Optional.empty(),
                    Map.of(),
                    LIMIT,
                    Optional.empty(),
                    trace::add,
                    it -> {}))
            .toCompletableFuture()
            .copy()
            .completeOnTimeout(
                new Delivery.Unreachable("no answer within " + LIMIT.toSeconds() + " s"),
                LIMIT.toMillis(),
                TimeUnit.MILLISECONDS)
            .join();
    boolean sent = delivery instanceof Delivery.Sent;
    Map<String, String> fields = new HashMap<>();
    fields.put("template", message.channel() + "." + message.template());
    fields.put("to", message.to());
    fields.put("via", actor.via());
    delivery.match(
        it -> "", it -> fields.put("reason", it.why()), it -> fields.put("reason", it.why()));
    notes.write(
        sent ? "mail.sent" : "mail.failed",
        sent,
        user,
        actor,
        fields,
        List.copyOf(trace),
        sent ? whenSent : List.of());
    message.code().close();
  }

  /** Lets what is being sent end; what waits is dropped and said in the log. */
  @Override
  public void close() {
    if (!(threads instanceof ThreadPoolExecutor pool)) {
      return;
    }
    pool.shutdown();
    try {
      if (!pool.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        int left = pool.shutdownNow().size();
        LOG.warn("Mails about accounts were not sent: the core goes. waiting={}", left);
      }
    } catch (InterruptedException interrupted) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
