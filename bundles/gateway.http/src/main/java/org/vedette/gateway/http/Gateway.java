package org.vedette.gateway.http;

import java.net.http.HttpResponse;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.http.answer.Judge;
import org.vedette.gateway.http.answer.Verdict;
import org.vedette.gateway.http.recipe.GatewaySettings;
import org.vedette.gateway.http.recipe.Recipe;
import org.vedette.gateway.http.wire.Wire;

/**
 * Sends text messages to one provider: so many at a time, so many waiting, each with its deadline.
 * No message is sent again when its fate is not known. Thread-safe; no caller waits.
 */
final class Gateway implements AutoCloseable {
  static final String CHANNEL = "sms";

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Longest text: what providers take at most, ten parts of a message. */
  static final int MAX_TEXT = 1600;

  private static final Delivery NOT_YET = new Delivery.Unreachable("");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{3,14}");

  /** What becomes of messages that were not sent because this gateway ends. */
  private static final Delivery REPLACED =
      new Delivery.Unreachable("the gateway is being replaced");

  private static final Delivery TOO_MANY =
      new Delivery.Unreachable("too many messages wait already");

  private final Recipe recipe;
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
   * Begins.
   *
   * @param name name of the gateway
   * @param secret gives the secret for each message; empty while it cannot be read
   * @param ids gives a new id for each request
   */
  Gateway(
      String name,
      GatewaySettings settings,
      Supplier<Optional<Secret>> secret,
      Supplier<String> ids,
      InstantSource clock) {
    String threads = "vedette-gateway-http-" + name;
    this.recipe = settings.recipe();
    this.judge = new Judge(recipe.rules());
    this.secret = secret;
    this.ids = ids;
    this.clock = clock;
    this.patience = settings.patience();
    this.inFlight = settings.inFlight();
    this.most = settings.inFlight() + settings.waiting();
    this.watch = new Watch("http:" + name, recipe.server(), clock);
    this.wire = new Wire(threads, settings.trusted(), settings.connecting(), inFlight);
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
   * Sends a message; empty when this gateway has ended and another has taken its place, so that
   * nothing was done.
   */
  Optional<CompletionStage<Delivery>> offer(Message message) {
    CompletableFuture<Delivery> sent = send(message).toCompletableFuture();
    return sent.getNow(NOT_YET) == REPLACED ? Optional.empty() : Optional.of(sent);
  }

  private CompletionStage<Delivery> send(Message message) {
    if (!message.channel().equals(CHANNEL)) {
      return rejected("this gateway sends on channel sms only");
    }
    if (message.text().isEmpty() || message.text().get().body().isBlank()) {
      return rejected("the message has no text: its template is not known");
    }
    if (!NUMBER.matcher(message.to()).matches()) {
      return rejected("the number is not + and 4 to 15 digits");
    }
    String text = message.text().get().body();
    if (text.length() > MAX_TEXT) {
      return rejected("the text is longer than " + MAX_TEXT + " characters");
    }
    return calls.track(() -> accept(message.to(), text));
  }

  private CompletionStage<Delivery> accept(String to, String text) {
    if (calls.closed()) {
      return CompletableFuture.completedFuture(REPLACED);
    }
    Optional<Secret> shown = secret.get();
    if (shown.isEmpty() || !recipe.fits(shown.get())) {
      return unreachable("the secret is not stored, cannot be read, or fits in no header");
    }
    Watch.Pass pass = watch.pass();
    if (pass instanceof Watch.Shut shut) {
      return unreachable(shut.why());
    }
    String id = ids.get();
    Job job = new Job(id, pass, recipe.write(to, text, id, shown.get()));
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
  Health health() {
    return watch.health();
  }

  /** Takes no more, and waits for what runs. */
  void drain(Duration limit) {
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

  private static CompletionStage<Delivery> rejected(String why) {
    return CompletableFuture.completedFuture(new Delivery.Rejected(why));
  }

  private static CompletionStage<Delivery> unreachable(String why) {
    return CompletableFuture.completedFuture(new Delivery.Unreachable(why));
  }
}
