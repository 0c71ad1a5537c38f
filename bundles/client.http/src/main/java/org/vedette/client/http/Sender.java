package org.vedette.client.http;

import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.answer.Judge;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.answer.Verdict;
import org.vedette.client.http.provider.Authentication;
import org.vedette.client.http.wire.Outgoing;
import org.vedette.client.http.wire.Wire;

/**
 * Sends messages to one provider: so many at a time, so many waiting, each with its deadline. No
 * message is sent again when its fate is not known. Thread-safe; no caller waits.
 */
public final class Sender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private static final Delivery NOT_YET = new Delivery.Unreachable("");

  /** What becomes of messages that were not sent because this gateway ends. */
  private static final Delivery REPLACED =
      new Delivery.Unreachable("the gateway is being replaced");

  private static final Delivery TOO_MANY =
      new Delivery.Unreachable("too many messages wait already");

  private final Authentication authentication;
  private final Judge judge;
  private final Supplier<Optional<Secret>> secret;
  private final Supplier<String> ids;
  private final InstantSource clock;
  private final Duration patience;
  private final int inFlight;
  private final int most;
  private final InFlight calls = new InFlight();
  private final Watch watch;
  private final Wire wire;
  private final ScheduledThreadPoolExecutor timer;

  /** Guards what follows. */
  private final Object lock = new Object();

  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Set<Job> running = new HashSet<>();
  private boolean closed;

  /**
   * Whom it sends to, and how much.
   *
   * @param server scheme, host and port, for logs
   * @param rules what answers mean
   * @param authentication how this server proves who it is
   * @param trusted certificates to trust; none: those that Java trusts
   * @param connecting longest time for connecting
   * @param patience longest time for a message, waiting for its turn included
   * @param inFlight most requests at a time
   * @param waiting most messages that wait for their turn
   */
  public record Plan(
      String server,
      Rules rules,
      Authentication authentication,
      List<X509Certificate> trusted,
      Duration connecting,
      Duration patience,
      int inFlight,
      int waiting) {
    /** Copies the certificates. */
    public Plan {
      trusted = List.copyOf(trusted);
    }
  }

  /** Writes a request. */
  public interface Letter {
    /**
     * Writes it.
     *
     * @param id id of the request
     */
    Outgoing write(String id, Secret secret);
  }

  /**
   * Begins.
   *
   * @param gateway name of the gateway, for instance {@code http:main}
   * @param secret gives the secret for each message; empty while it cannot be read
   * @param ids gives a new id for each request
   */
  public Sender(
      String gateway,
      Plan plan,
      Supplier<Optional<Secret>> secret,
      Supplier<String> ids,
      InstantSource clock) {
    String threads = "vedette-gateway-" + gateway.replace(':', '-');
    this.authentication = plan.authentication();
    this.judge = new Judge(plan.rules());
    this.secret = secret;
    this.ids = ids;
    this.clock = clock;
    this.patience = plan.patience();
    this.inFlight = plan.inFlight();
    this.most = plan.inFlight() + plan.waiting();
    this.watch = new Watch(gateway, plan.server(), clock);
    this.wire = new Wire(threads, plan.trusted(), plan.connecting(), inFlight);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, threads + "-timer");
              thread.setDaemon(true);
              return thread;
            },
            // Comes after close only, which has ended all jobs.
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Sends a message; empty when this sender has ended and another has taken its place, so that
   * nothing was done.
   */
  public Optional<CompletionStage<Delivery>> offer(Letter letter) {
    CompletableFuture<Delivery> sent = calls.track(() -> accept(letter)).toCompletableFuture();
    return sent.getNow(NOT_YET) == REPLACED ? Optional.empty() : Optional.of(sent);
  }

  private CompletionStage<Delivery> accept(Letter letter) {
    if (calls.closed()) {
      return CompletableFuture.completedFuture(REPLACED);
    }
    Optional<Secret> shown = secret.get();
    if (shown.isEmpty() || !authentication.fits(shown.get())) {
      return unreachable("the secret is not stored, cannot be read, or fits in no header");
    }
    Watch.Pass pass = watch.pass();
    if (pass instanceof Watch.Shut shut) {
      return unreachable(shut.why());
    }
    String id = ids.get();
    Job job = new Job(id, pass, letter.write(id, shown.get()));
    synchronized (lock) {
      if (closed || waiting.size() + running.size() >= most) {
        watch.unused(pass);
        return CompletableFuture.completedFuture(closed ? REPLACED : TOO_MANY);
      }
      waiting.add(job);
    }
    job.limit(timer.schedule(() -> late(job), patience.toMillis(), TimeUnit.MILLISECONDS));
    timer.execute(this::startNext);
    return job.delivery();
  }

  /** Starts what waits and may run. On the timer's thread only. */
  private void startNext() {
    for (Job job = next(); job != null; job = next()) {
      Optional<String> trouble =
          job.pass() instanceof Watch.Open ? watch.trouble() : Optional.empty();
      if (trouble.isPresent()) {
        // It was found out while this one waited.
        leave(job);
        unsent(job, new Delivery.Unreachable(trouble.get()));
        continue;
      }
      start(job);
    }
  }

  private @Nullable Job next() {
    synchronized (lock) {
      Job job = running.size() < inFlight ? waiting.poll() : null;
      if (job != null) {
        running.add(job);
      }
      return job;
    }
  }

  private void start(Job job) {
    CompletableFuture<HttpResponse<String>> exchange;
    try {
      exchange = wire.start(job.outgoing());
    } catch (IllegalArgumentException cannotBe) {
      // Its words may hold the URL.
      leave(job);
      unsent(job, new Delivery.Unreachable("the settings make no request that can be sent"));
      return;
    }
    job.started(exchange);
    exchange.whenComplete((response, failure) -> ended(job, response, failure));
  }

  private void ended(
      Job job, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
    leave(job);
    Verdict verdict = verdict(job, response, failure);
    if (calls.closed() && failure != null) {
      unsent(job, REPLACED);
      return;
    }
    watch.ended(job.pass(), verdict);
    job.finish(verdict.delivery());
    timer.execute(this::startNext);
  }

  private Verdict verdict(
      Job job, @Nullable HttpResponse<String> response, @Nullable Throwable failure) {
    try {
      return response != null
          ? judge.judge(Wire.answer(response), job.id(), clock.instant())
          : Wire.trouble(failure == null ? new IllegalStateException() : failure);
    } catch (RuntimeException fault) {
      // Whoever waits is told, whatever is wrong here. Its words may hold the answer.
      LOG.error("An answer could not be judged: fault={}", fault.getClass().getName());
      return Verdict.unreachable("the answer could not be judged", Verdict.State.FAILED);
    }
  }

  private void leave(Job job) {
    synchronized (lock) {
      running.remove(job);
    }
  }

  /** Its time is up: on the timer's thread. */
  private void late(Job job) {
    boolean waited;
    synchronized (lock) {
      waited = waiting.remove(job);
    }
    if (waited) {
      unsent(
          job, new Delivery.Unreachable("too many messages wait: its turn did not come in time"));
    } else {
      job.stop();
    }
  }

  private void unsent(Job job, Delivery what) {
    watch.unused(job.pass());
    job.finish(what);
  }

  /** Returns how the provider is. */
  public Health health() {
    return watch.health();
  }

  /** Takes no more, and waits for what runs. */
  public void drain(Duration limit) {
    calls.drain(limit);
  }

  /** Ends what runs, its connections and threads. */
  @Override
  public void close() {
    List<Job> left;
    synchronized (lock) {
      closed = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
    }
    left.forEach(job -> unsent(job, REPLACED));
    calls.drain(Duration.ZERO);
    synchronized (lock) {
      left = new ArrayList<>(running);
    }
    left.forEach(Job::stop);
    wire.close();
    timer.shutdownNow();
  }

  private static CompletionStage<Delivery> unreachable(String why) {
    return CompletableFuture.completedFuture(new Delivery.Unreachable(why));
  }
}
