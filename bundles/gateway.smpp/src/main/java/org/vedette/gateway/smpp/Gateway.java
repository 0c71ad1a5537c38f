package org.vedette.gateway.smpp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.gateway.smpp.back.Inbound;
import org.vedette.gateway.smpp.text.Alphabet;
import org.vedette.gateway.smpp.wire.Codec;
import org.vedette.gateway.smpp.wire.Content;
import org.vedette.gateway.smpp.wire.Deliver;
import org.vedette.gateway.smpp.wire.Pdu;
import org.vedette.gateway.smpp.wire.Status;
import org.vedette.gateway.smpp.wire.Trouble;
import org.vedette.gateway.smpp.wire.Wire;

/**
 * Sends messages over the binds of one set of settings: so many without an answer, so many waiting,
 * each with its deadline. No message is sent again when its fate is not known. Thread-safe; no
 * caller waits. Decisions are made on one thread, {@link Threads#run}, which owns all that is not
 * final here.
 */
final class Gateway implements AutoCloseable, Link.Owner {
  /** What becomes of messages that were not sent because this gateway ends. */
  static final Delivery REPLACED = new Delivery.Unreachable("the gateway is being replaced");

  /** What becomes of those of which that is not sure. */
  private static final Delivery ENDED =
      new Delivery.Unreachable("the gateway ended before the centre answered");

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Delivery TOO_MANY =
      new Delivery.Unreachable("too many messages wait already");

  private static final Duration TENDING = Duration.ofMillis(250);
  private static final Duration PARTING = Duration.ofMillis(500);
  private static final Duration ENDING = Duration.ofSeconds(1);

  /** Most events that wait for the thread that decides: whoever reads from a centre waits then. */
  private static final int MOST_EVENTS = 1000;

  private static final long EVENT_PATIENCE_SECONDS = 2;

  private final String name;
  private final SmppSettings settings;
  private final Inbound inbound;
  private final Threads threads;
  private final Pool pool;
  private final InFlight calls = new InFlight();
  private final Set<Job> live = ConcurrentHashMap.newKeySet();
  private final AtomicInteger arriving = new AtomicInteger();
  private final Semaphore events = new Semaphore(MOST_EVENTS);
  private final Deque<Job> waiting = new ArrayDeque<>();
  private Optional<String> complaint = Optional.empty();
  private volatile Health health = Health.ok();
  private boolean closed;

  /** Makes one that has not begun; messages wait until it has. */
  Gateway(String name, SmppSettings settings, Inbound inbound, Threads threads, Pool.Maker maker) {
    this.name = name;
    this.settings = settings;
    this.inbound = inbound;
    this.threads = threads;
    this.pool = maker.make(this);
  }

  /** Begins to bind, unless it was closed before. */
  void start() {
    threads.run(
        () -> {
          if (!closed) {
            pool.links().forEach(Link::start);
            tend();
          }
        });
  }

  private void tend() {
    if (!closed) {
      threads.limit(TENDING, this::tend);
      pool.links().forEach(each -> each.tend(settings.enquire(), settings.answering()));
      pump();
    }
  }

  /**
   * Sends a message.
   *
   * @param digits the number, without a plus
   * @return ends as {@link #REPLACED} where nothing was done because this gateway has ended
   */
  CompletionStage<Delivery> send(String digits, List<Content> parts) {
    return calls.track(
        () -> {
          if (calls.closed()) {
            return CompletableFuture.completedFuture(REPLACED);
          }
          Job job = new Job(digits, parts, threads::tell);
          live.add(job);
          if (live.size() > settings.mostMessages()) {
            live.remove(job);
            return CompletableFuture.completedFuture(TOO_MANY);
          }
          threads.run(() -> begin(job));
          if (threads.ended()) {
            job.abandon(ENDED);
          }
          return job.delivery().whenComplete((what, failure) -> live.remove(job));
        });
  }

  private void begin(Job job) {
    if (closed) {
      job.finish(REPLACED);
      return;
    }
    job.limit(threads.limit(settings.patience(), () -> overdue(job)));
    waiting.add(job);
    pump();
  }

  private void overdue(Job job) {
    String why =
        waiting.remove(job) ? "no bind was free in time" : "the centre did not answer in time";
    job.finish(new Delivery.Unreachable(why));
  }

  /** Sends what waits and can be sent, and lets go what has no hope. */
  private void pump() {
    publish();
    while (!waiting.isEmpty()) {
      Optional<Link> free = pool.choose();
      if (free.isEmpty()) {
        break;
      }
      submit(waiting.remove(), free.get());
    }
    if (!waiting.isEmpty()) {
      pool.hopeless()
          .ifPresent(
              why -> {
                waiting.forEach(job -> job.finish(new Delivery.Unreachable("not sent: " + why)));
                waiting.clear();
              });
    }
  }

  /** Says how the centres are, before anybody learns it from a message. */
  private void publish() {
    Health binds = pool.health();
    health =
        binds.status() == Health.Status.OK
            ? complaint
                .map(why -> Health.warn("smpp:" + name + ", last message: " + why))
                .orElse(binds)
            : binds;
  }

  private void finish(Job job, Delivery what) {
    publish();
    job.finish(what);
  }

  private void submit(Job job, Link link) {
    int sequence = link.nextSequence();
    Optional<byte[]> request =
        Codec.submit(sequence, settings.envelope(), job.digits(), job.content());
    if (request.isEmpty()) {
      finish(job, new Delivery.Unreachable("the settings make no request that can be sent"));
      return;
    }
    Runnable inTime = threads.limit(settings.answering(), () -> late(link, sequence));
    link.pending().put(sequence, new Link.Pending(job, inTime));
    link.send(request.get());
  }

  private void late(Link link, int sequence) {
    Link.Pending request = link.pending().remove(sequence);
    if (request != null) {
      finish(request.job(), new Delivery.Unreachable("the centre did not answer in time"));
      link.ask();
      pump();
    }
  }

  @Override
  public void up(Link link, Wire wire) {
    threads.run(
        () -> {
          if (closed) {
            wire.cut();
            return;
          }
          link.problem()
              .ifPresent(
                  was ->
                      LOG.info(
                          "SMPP bind works again: gateway={} centre={} role={}",
                          name,
                          link.centre(),
                          link.role()));
          link.bound(wire);
          pump();
        });
  }

  @Override
  public void down(Link link, Trouble why, boolean soon) {
    threads.run(
        () -> {
          List<Link.Pending> lost = new ArrayList<>(link.pending().values());
          link.pending().clear();
          for (Link.Pending each : lost) {
            each.late().run();
            // Whether the centre has it is not known: another gateway may be asked, not we again.
            each.job()
                .finish(new Delivery.Unreachable("the bind ended before the centre answered"));
          }
          if (!closed && !soon && link.problem().isEmpty()) {
            LOG.warn(
                "SMPP bind does not work: gateway={} centre={} role={} why=\"{}\"",
                name,
                link.centre(),
                link.role(),
                why.why());
          }
          link.unbound(soon ? Optional.empty() : Optional.of(why.why()));
          pump();
        });
  }

  @Override
  public void answered(Link link, Pdu answer) {
    event(() -> judge(link, answer));
  }

  /** Whoever reads waits while too much is to be decided; what cannot wait is dropped. */
  private void event(Runnable what) {
    try {
      if (events.tryAcquire(EVENT_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        threads.run(
            () -> {
              events.release();
              what.run();
            });
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void judge(Link link, Pdu answer) {
    Link.Pending request = link.pending().remove(answer.sequence());
    if (request == null) {
      return;
    }
    request.late().run();
    Job job = request.job();
    int status = answer.status();
    boolean understood = answer.command() == SMPPConstant.CID_SUBMIT_SM_RESP;
    if (status == Status.OK && understood) {
      took(job, link, Codec.messageId(answer));
    } else if (Status.asksForPause(status)) {
      pool.pause(link.centre());
      elsewhere(job, Status.words(status));
    } else if (settings.rejects(status)) {
      complaint = Optional.empty();
      finish(job, new Delivery.Rejected("the centre refuses it: " + Status.words(status)));
    } else {
      String why =
          understood ? Status.words(status) : "the centre answers that it knows no such request";
      complaint = Optional.of(why);
      finish(job, new Delivery.Unreachable("the centre did not take it: " + why));
    }
    pump();
  }

  private void took(Job job, Link link, String id) {
    pool.took(link.centre());
    complaint = Optional.empty();
    if (job.ended()) {
      return;
    }
    if (job.taken()) {
      inbound.sent(id);
      finish(job, new Delivery.Sent(id));
    } else {
      submit(job, link);
    }
  }

  /** A centre that asks for a pause has not taken the message: another one may. */
  private void elsewhere(Job job, String why) {
    boolean another =
        !job.ended()
            && !job.begun()
            && job.attempt() < settings.centres().size()
            && pool.hopeless().isEmpty();
    if (another) {
      waiting.addFirst(job);
    } else {
      finish(job, new Delivery.Unreachable("the centre did not take it: " + why));
    }
  }

  @Override
  public void delivered(Wire wire, Pdu request) {
    Optional<Deliver> came = Codec.deliver(request);
    if (came.isEmpty()) {
      wire.answer(Codec.answer(request, Status.NEVER));
    } else if (arriving.incrementAndGet() > Inbound.MOST_WAITING || calls.closed()) {
      arriving.decrementAndGet();
      wire.answer(Codec.answer(request, Status.LATER));
    } else {
      // Behind what was read before it: an answer is told before the receipt of the same message.
      event(() -> threads.tell(() -> handOn(wire, request, came.get())));
    }
  }

  private void handOn(Wire wire, Pdu request, Deliver came) {
    Alphabet usual = settings.alphabet();
    inbound
        .take(came, usual, threads::tell)
        .whenComplete(
            (status, failure) -> {
              arriving.decrementAndGet();
              wire.send(Codec.answer(request, status == null ? Status.LATER : status));
            });
  }

  /** Returns how the centres are. */
  Health health() {
    return health;
  }

  /** Takes no more, and waits for what runs. */
  void drain(Duration limit) {
    calls.drain(limit);
  }

  /** Ends what runs, the binds and all threads; takes 1.5 s at most. */
  @Override
  public void close() {
    calls.drain(Duration.ZERO);
    threads.run(
        () -> {
          closed = true;
          waiting.forEach(job -> job.finish(REPLACED));
          waiting.clear();
          pool.links().forEach(Link::unbind);
        });
    try {
      long parting = System.nanoTime() + PARTING.toNanos();
      for (Link each : pool.links()) {
        each.join(Duration.ofNanos(parting - System.nanoTime()));
      }
      pool.links().forEach(Link::cut);
      long ending = System.nanoTime() + ENDING.toNanos();
      for (Link each : pool.links()) {
        each.join(Duration.ofNanos(ending - System.nanoTime()));
      }
    } catch (InterruptedException hurried) {
      pool.links().forEach(Link::cut);
      Thread.currentThread().interrupt();
    }
    threads.close();
    live.forEach(job -> job.abandon(ENDED));
  }
}
