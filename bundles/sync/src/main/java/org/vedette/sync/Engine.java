package org.vedette.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Actor;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncDesk;
import org.vedette.api.sync.SyncRun;
import org.vedette.sync.run.Approval;
import org.vedette.sync.run.Patience;
import org.vedette.sync.run.Ports;
import org.vedette.sync.run.Run;
import org.vedette.sync.run.Tally;

/**
 * Begins runs, one at a time: by hand, by the clock, and when one was interrupted. Thread-safe;
 * {@link #tick} is called every few seconds.
 */
final class Engine implements SyncDesk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Actor SCHEDULE = new Actor(RunFiles.SCHEDULE, "sync", "");

  /** How long an import that was interrupted waits for its directory. */
  private static final Duration MISSING = Duration.ofMinutes(5);

  private static final Duration DRAIN = Duration.ofSeconds(2);

  private record Running(Tally tally, Patience patience, CountDownLatch over) {}

  private final Ports ports;
  private final Supplier<SyncSettings> settings;
  private final RunFiles files;
  private final Readiness readiness;
  private final Executor thread;
  private final ZoneId zone;
  private final Instant created;
  private final Map<String, Map<String, String>> places = new HashMap<>();
  private Optional<Running> running = Optional.empty();
  private Optional<SyncRun.Kind> interrupted;
  private Optional<Instant> lastBegan;
  private boolean closing;
  private long number;
  private volatile Approval approval = Approval.NONE;
  private volatile String paused = "";

  /** Whether another server runs it, so that waiting is no trouble here. */
  private volatile boolean elsewhere;

  /** Runs on {@code thread}. */
  Engine(
      Ports ports,
      Supplier<SyncSettings> settings,
      RunFiles files,
      Readiness readiness,
      Executor thread,
      ZoneId zone) {
    this.ports = ports;
    this.settings = settings;
    this.files = files;
    this.readiness = readiness;
    this.thread = thread;
    this.zone = zone;
    this.created = ports.clock().instant();
    this.interrupted = files.interrupted();
    this.lastBegan = last().map(SyncRun::began);
  }

  /** Looks whether it is time for something. */
  void tick() {
    try {
      approval = readiness.approval();
      elsewhere = readiness.elsewhere(settings.get()).isPresent();
      paused = readiness.paused(settings.get());
    } catch (StoreUnavailableException down) {
      paused = "the records cannot be read: " + down.getMessage();
    }
    if (interrupted.isPresent()) {
      goOn();
    } else if (settings.get().enabled() && paused.isEmpty() && !isRunning()) {
      Instant now = ports.clock().instant();
      if (!Timetable.next(lastBegan(), settings.get().interval(), now).isAfter(now)) {
        begin(scheduled(now), Optional.empty(), Optional.empty(), SCHEDULE);
      }
    }
  }

  /** What was interrupted by an update, or by the end of the server, goes on. */
  private void goOn() {
    SyncRun.Kind kind = interrupted.orElse(SyncRun.Kind.PLAN);
    if (kind == SyncRun.Kind.IMPORT) {
      goOnImporting();
    } else if (kind == SyncRun.Kind.PLAN) {
      interrupted = Optional.empty();
      files.ended();
    } else if (readiness.hindrance(settings.get()).isEmpty() && !isRunning()) {
      interrupted = Optional.empty();
      LOG.info("A run that was interrupted goes on. kind={}", kind);
      begin(kind, Optional.empty(), Optional.empty(), SCHEDULE);
    }
  }

  /** An import waits for its directory, and is given up when that does not come. */
  private void goOnImporting() {
    Optional<OpenImport> open = files.interruptedImport();
    boolean late = ports.clock().instant().isAfter(created.plus(MISSING));
    if (open.isEmpty() || late) {
      interrupted = Optional.empty();
      files.ended();
      LOG.warn(
          "An import that was interrupted cannot go on; give it again. directory={}",
          open.map(it -> it.order().directory()).orElse("unknown"));
    } else if (ports.sources().apply(open.get().order().directory()).isPresent()
        && readiness.needs().isEmpty()
        && !isRunning()) {
      interrupted = Optional.empty();
      LOG.info(
          "An import that was interrupted goes on. directory={}", open.get().order().directory());
      begin(
          SyncRun.Kind.IMPORT,
          Optional.of(open.get().order()),
          Optional.empty(),
          open.get().actor());
    }
  }

  private SyncRun.Kind scheduled(Instant now) {
    SyncSettings current = settings.get();
    return current.alwaysFull()
            || Timetable.isFullDue(current.fullHour(), readiness.lastFull(), now, zone)
        ? SyncRun.Kind.FULL
        : SyncRun.Kind.INCREMENTAL;
  }

  private synchronized Optional<Instant> lastBegan() {
    return lastBegan;
  }

  private synchronized boolean isRunning() {
    return running.isPresent();
  }

  @Override
  public Begun run(boolean full, Actor actor) {
    SyncRun.Kind kind = full ? SyncRun.Kind.FULL : SyncRun.Kind.INCREMENTAL;
    return begin(kind, Optional.empty(), Optional.empty(), by(actor));
  }

  @Override
  public Begun plan(Actor actor) {
    return begin(SyncRun.Kind.PLAN, Optional.empty(), Optional.empty(), by(actor));
  }

  @Override
  public Begun load(ImportOrder order, Actor actor) {
    return begin(SyncRun.Kind.IMPORT, Optional.of(order), Optional.empty(), by(actor));
  }

  @Override
  public Begun approve(String list, Actor actor) {
    Approval now = readiness.approval();
    if (now.held().isEmpty() || !now.held().equals(list)) {
      return new Begun.Refused(
          now.held().isEmpty()
              ? "nothing waits for approval"
              : "the list that waits is "
                  + now.held()
                  + " by now; look at it before you approve it");
    }
    return begin(SyncRun.Kind.INCREMENTAL, Optional.empty(), Optional.of(list), by(actor));
  }

  private static Actor by(Actor actor) {
    return new Actor(actor.name(), "sync", actor.address());
  }

  private synchronized Begun begin(
      SyncRun.Kind kind, Optional<ImportOrder> order, Optional<String> approved, Actor actor) {
    if (running.isPresent()) {
      return new Begun.Refused(
          "another run goes on: run " + running.get().tally().now().id() + "; wait, or stop it");
    }
    Optional<String> hindrance =
        order.isPresent() ? readiness.needs() : readiness.hindrance(settings.get());
    if (closing || hindrance.isPresent()) {
      return new Begun.Refused(hindrance.orElse("synchronization is being replaced"));
    }
    Instant now = ports.clock().instant();
    number = Math.max(number + 1, now.toEpochMilli());
    String id = Long.toString(number, Character.MAX_RADIX);
    Running next =
        new Running(new Tally(id, kind, actor.name(), now), new Patience(), new CountDownLatch(1));
    Run run =
        new Run(
            ports,
            readiness.runSettings(settings.get()),
            kind,
            order,
            actor,
            next.tally(),
            next.patience(),
            places);
    approved.ifPresent(run::approving);
    running = Optional.of(next);
    if (kind == SyncRun.Kind.FULL || kind == SyncRun.Kind.INCREMENTAL) {
      lastBegan = Optional.of(now);
    }
    Optional<OpenImport> open = OpenImport.of(order, actor);
    thread.execute(() -> go(run, next, kind, open));
    return new Begun.Started(id);
  }

  private void go(Run run, Running own, SyncRun.Kind kind, Optional<OpenImport> open) {
    try {
      files.begun(kind, open);
      SyncRun result = run.go();
      files.keep(result);
      tell(result);
    } catch (RuntimeException bug) {
      LOG.error("A run has failed by a fault of its own. kind={}", kind, bug);
      files.keep(own.tally().broken(ports.clock().instant()));
    } finally {
      over(own);
    }
  }

  private static void tell(SyncRun result) {
    if (result.state() == SyncRun.State.DONE && result.counts().isEmpty()) {
      LOG.debug("A run has ended with nothing to do. id={}", result.id());
    } else {
      LOG.info(
          "A run has ended. id={} kind={} state={} counts={} message=\"{}\"",
          result.id(),
          result.kind(),
          result.state(),
          result.counts(),
          result.message());
    }
  }

  private synchronized void over(Running own) {
    if (!closing) {
      files.ended();
    }
    running = Optional.empty();
    own.over().countDown();
  }

  @Override
  public synchronized boolean stop(Actor actor) {
    running.ifPresent(it -> it.patience().stop());
    return running.isPresent();
  }

  @Override
  public Status status() {
    SyncSettings now = settings.get();
    Optional<SyncRun> goes;
    synchronized (this) {
      goes = running.map(it -> it.tally().now());
    }
    Approval waits = readiness.approval();
    String why = now.enabled() ? readiness.paused(now) : "";
    return new Status(
        now.enabled(),
        goes,
        last(),
        now.enabled() && why.isEmpty()
            ? Optional.of(Timetable.next(lastBegan(), now.interval(), ports.clock().instant()))
            : Optional.empty(),
        Optional.of(waits.held()).filter(it -> !it.isEmpty()),
        waits.count(),
        why);
  }

  private Optional<SyncRun> last() {
    return files.all().stream()
        .filter(it -> it.kind() == SyncRun.Kind.FULL || it.kind() == SyncRun.Kind.INCREMENTAL)
        .findFirst();
  }

  @Override
  public List<SyncRun> history() {
    return files.all();
  }

  @Override
  public Optional<SyncRun> find(String run) {
    synchronized (this) {
      Optional<SyncRun> goes =
          running.map(it -> it.tally().now()).filter(it -> it.id().equals(run));
      if (goes.isPresent()) {
        return goes;
      }
    }
    return files.find(run);
  }

  /** What is known to be wrong, from memory. */
  Optional<String> trouble() {
    if (!approval.held().isEmpty()) {
      return Optional.of(
          approval.count() + " users wait to be disabled or removed: bin/vedette sync status");
    }
    Optional<SyncRun> last = last();
    if (last.filter(it -> it.state() == SyncRun.State.FAILED).isPresent()) {
      return Optional.of("the last run failed: " + last.get().message());
    }
    if (last.filter(it -> it.count("kept") > 0).isPresent()) {
      return Optional.of(
          last.get().count("kept")
              + " users are not to be found while entries hide their identity: bin/vedette sync"
              + " history "
              + last.get().id());
    }
    return settings.get().enabled() && !paused.isEmpty() && !elsewhere
        ? Optional.of("synchronization waits: " + paused)
        : Optional.empty();
  }

  /** What the last run found odd, as counters; empty: nothing. */
  String oddities() {
    return last()
        .filter(it -> it.count("odd") > 0)
        .map(it -> "odd=" + it.count("odd") + " run=" + it.id())
        .orElse("");
  }

  /** Lets a run come to a place where nothing is half done; the successor goes on from there. */
  @Override
  public void close() {
    Optional<Running> last;
    synchronized (this) {
      closing = true;
      last = running;
    }
    if (last.isPresent()) {
      last.get().patience().stop();
      try {
        if (!last.get().over().await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("A run has not come to a stop within {} s.", DRAIN.toSeconds());
        }
      } catch (InterruptedException caught) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
