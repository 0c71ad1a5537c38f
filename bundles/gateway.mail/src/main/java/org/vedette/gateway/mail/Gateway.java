package org.vedette.gateway.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.secret.SecretVault;

/** A gateway at work, under settings that do not change. Thread-safe. */
final class Gateway implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Octets of chance in a Message-ID. */
  private static final int CHANCE = 16;

  private final String name;
  private final MailSettings settings;
  private final SecretVault vault;
  private final InstantSource clock;
  private final ServerState server;
  private final BlockingQueue<Job> queue;
  private final List<Thread> workers;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Job> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final InFlight running = new InFlight();
  private volatile boolean closed;

  Gateway(String name, MailSettings settings, SecretVault vault, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.vault = vault;
    this.clock = clock;
    this.server = new ServerState(name, clock);
    this.queue = new ArrayBlockingQueue<>(settings.limits().maxWaiting());
    this.timer = new ScheduledThreadPoolExecutor(1, run -> thread(run, "timer"));
    timer.setRemoveOnCancelPolicy(true);
    Optional<TokenSource> tokens =
        settings
            .login()
            .flatMap(MailSettings.Login::oauth)
            .map(oauth -> new TokenSource(oauth, settings.limits(), vault, clock));
    Connector connector = new Connector(settings, new Credentials(settings.login(), vault, tokens));
    this.workers =
        IntStream.range(0, settings.limits().connections())
            .mapToObj(
                at ->
                    thread(
                        new Worker(queue, connector, server, settings.limits().idle()),
                        String.valueOf(at)))
            .toList();
  }

  /** Begins to work. */
  void start() {
    workers.forEach(Thread::start);
    long period = LOOK_EVERY.toMillis();
    var unused = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private Thread thread(Runnable run, String suffix) {
    Thread thread = new Thread(run, "vedette-gateway-mail-" + name + "-" + suffix);
    thread.setDaemon(true);
    return thread;
  }

  /** Sends; see {@link org.vedette.api.delivery.DeliveryGateway#send}. */
  CompletionStage<Delivery> send(Message message) {
    Optional<Mailbox> to = Mailbox.read(message.to());
    if (to.isEmpty()) {
      return done(new Delivery.Rejected("the address is none that mail can be sent to"));
    }
    if (message.text().isEmpty()) {
      return done(
          new Delivery.Rejected(
              "the message has no text: there is no template "
                  + EncodedWords.line(message.template())));
    }
    Message.Text text = message.text().get();
    if (text.body().length() > Letter.MAX_BODY) {
      return done(new Delivery.Rejected("the message is too long for a mail"));
    }
    Optional<String> shut = server.shut();
    if (shut.isPresent()) {
      return done(new Delivery.Unreachable(shut.get()));
    }
    Letter letter =
        Letter.write(settings.sender(), to.get(), text, clock.instant(), vault.random(CHANCE));
    return running.track(() -> hand(Job.mail(letter, message.code().text())));
  }

  private CompletionStage<Delivery> hand(Job job) {
    open.add(job);
    Optional<Future<?>> limit = limit(job);
    job.delivery()
        .whenComplete(
            (delivery, failure) -> {
              limit.ifPresent(each -> each.cancel(false));
              open.remove(job);
              queue.remove(job);
            });
    if (closed || limit.isEmpty()) {
      job.unreachable("the gateway is being replaced");
    } else if (!queue.offer(job)) {
      job.unreachable("too many mails wait");
    }
    return job.delivery();
  }

  private Optional<Future<?>> limit(Job job) {
    try {
      return Optional.of(
          timer.schedule(job::late, settings.limits().send().toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException closing) {
      return Optional.empty();
    }
  }

  /** Looks whether a server that did not work works again, one look at a time. */
  private void look() {
    if (!server.lookDue() || !looking.compareAndSet(false, true)) {
      return;
    }
    Job job = Job.look();
    job.delivery().whenComplete((delivery, failure) -> looking.set(false));
    var unused = hand(job);
  }

  /** Returns how the server feels. */
  Health health() {
    return server.health();
  }

  /** Waits for what runs. */
  void drain(Duration limit) {
    running.drain(limit);
  }

  /** Ends all at once; what has not been sent is Unreachable. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    workers.forEach(Thread::interrupt);
    for (Job each : new ArrayList<>(open)) {
      each.unreachable("the gateway is being replaced");
      each.guard().end();
    }
  }

  private static CompletionStage<Delivery> done(Delivery delivery) {
    return CompletableFuture.completedFuture(delivery);
  }
}
