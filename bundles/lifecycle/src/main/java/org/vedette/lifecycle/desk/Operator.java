package org.vedette.lifecycle.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Begun;
import org.vedette.api.lifecycle.Begun.Refused;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Actor;
import org.vedette.lifecycle.files.Operations.Entry;
import org.vedette.lifecycle.files.Trial;
import org.vedette.lifecycle.platform.Platform;

/**
 * Carries out one operation at a time on a daemon thread of its own, which goes on while this
 * bundle itself is replaced; keeps what became of it, and has it audited.
 */
final class Operator {
  private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final Duration JOURNAL = Duration.ofSeconds(20);

  /** So that the answer to the order leaves before the REST API is replaced. */
  private static final Duration ANSWER = Duration.ofMillis(300);

  private static final String ANSWERS = "sdk";
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Platform platform;
  private final Home home;
  private final Acts acts;
  private final Supplier<String> ids;
  private final String process;
  private final AtomicReference<@Nullable String> running = new AtomicReference<>();
  private volatile @Nullable Entry latest;
  private volatile Health health = Health.ok();
  private volatile boolean closed;

  Operator(Platform platform, Home home, Acts acts, Supplier<String> ids, String process) {
    this.platform = platform;
    this.home = home;
    this.acts = acts;
    this.ids = ids;
    this.process = process;
  }

  String newId() {
    return ids.get();
  }

  boolean idle() {
    return running.get() == null;
  }

  Health health() {
    return health;
  }

  Optional<CapabilityOperation> find(String id) {
    Entry last = latest;
    if (last != null && last.operation().id().equals(id)) {
      return Optional.of(last.operation());
    }
    try {
      return home.operations().find(id);
    } catch (IOException unreadable) {
      LOG.warn("The operations cannot be read cause={}", unreadable.getMessage());
      return Optional.empty();
    }
  }

  /** Begins an operation, if none is under way. */
  Begun begin(Entry entry, Callable<Ending> work) {
    CapabilityOperation operation = entry.operation();
    Optional<String> other = other(operation.id());
    if (other.isPresent()) {
      return new Begun.Busy(other.get());
    }
    try {
      home.operations().put(entry);
    } catch (IOException full) {
      running.set(null);
      return new Begun.Unavailable("var/lifecycle cannot be written: " + full.getMessage());
    }
    latest = entry;
    if (operation.ending().isPresent()) {
      running.set(null);
      return new Begun.Accepted(operation);
    }
    thread("operation", () -> carryOut(entry, work));
    return new Begun.Accepted(operation);
  }

  /** Takes the only place, or returns who has it. */
  private Optional<String> other(String id) {
    try {
      Optional<String> predecessor =
          home.trial().filter(it -> it.process().equals(process)).map(Trial::operation);
      if (running.get() == null && predecessor.isPresent() && !failed(predecessor.get())) {
        return predecessor;
      }
    } catch (IOException unreadable) {
      LOG.warn("The record of the update under way cannot be read cause={}", unreadable.toString());
    }
    return running.compareAndSet(null, id)
        ? Optional.empty()
        : Optional.of(String.valueOf(running.get()));
  }

  /** An update that could not be taken back leaves its record for the next start. */
  private boolean failed(String operation) {
    return find(operation).flatMap(CapabilityOperation::ending).isPresent();
  }

  /** Waits until the server has started; returns false when this bundle goes away meanwhile. */
  boolean started() {
    await(() -> closed || platform.up(), BOOT);
    return !closed;
  }

  private void carryOut(Entry entry, Callable<Ending> work) {
    await(platform::up, BOOT);
    if (entry.operation().capability().equals(ANSWERS)) {
      await(() -> false, ANSWER);
    }
    Ending ending;
    try {
      ending = work.call();
    } catch (Exception fault) {
      LOG.error("An operation failed operation={}", entry.operation().id(), fault);
      ending = new Ending.Failed(Swap.reason(fault));
    }
    Entry ended = entry.ended(ending);
    latest = ended;
    tell(ended);
    try {
      home.operations().put(ended);
      home.unstage(entry.operation().id());
    } catch (IOException full) {
      LOG.error(
          "The end of an operation cannot be stored operation={} cause={}",
          entry.operation().id(),
          full.getMessage());
    }
    running.set(null);
    audit();
    if (closed) {
      leave();
    }
  }

  private void tell(Entry ended) {
    CapabilityOperation it = ended.operation();
    String result =
        it.ending()
            .map(
                ending ->
                    ending.match(
                        done -> "done in " + done.millis() + " ms",
                        unchanged -> "nothing to do",
                        rolledBack -> "rolled back: " + rolledBack.why(),
                        failed -> "failed: " + failed.why()))
            .orElse("");
    LOG.info(
        "An operation on a capability has ended operation={} verb={} capability={} from={} to={}"
            + " actor={} result=\"{}\"",
        it.id(),
        it.verb(),
        it.capability(),
        it.from(),
        it.to(),
        ended.actor().name(),
        result);
    health =
        it.ending()
            .map(
                ending ->
                    ending.match(
                        done -> health.status() == Health.Status.CRITICAL ? Health.ok() : health,
                        unchanged -> health,
                        back ->
                            back.why().contains("cannot be ended")
                                ? Health.warn(back.why())
                                : health,
                        failed -> Health.critical(failed.why())))
            .orElse(health);
  }

  /** Writes what is not yet in the audit record, as soon as there is a journal. */
  void audit() {
    try {
      for (Entry each : home.operations().all()) {
        boolean ended = each.operation().ending().isPresent();
        boolean nothing = each.operation().ending().equals(Optional.of(new Ending.Unchanged()));
        if (!ended || nothing || each.audited()) {
          continue;
        }
        await(() -> platform.journal().isPresent(), JOURNAL);
        if (!platform.journal().map(it -> Acts.write(it, acts.ended(each))).orElse(false)) {
          LOG.warn(
              "An operation is not in the audit record yet; the next one or the next start tries"
                  + " again operation={}",
              each.operation().id());
          return;
        }
        home.operations().put(each.inAudit());
      }
    } catch (IOException unreadable) {
      LOG.warn("The operations cannot be read cause={}", unreadable.getMessage());
    }
  }

  void refused(String capability, Refused refusal, Actor actor) {
    boolean written =
        platform
            .journal()
            .map(it -> Acts.write(it, acts.refused(capability, refusal, actor)))
            .orElse(false);
    if (!written) {
      LOG.warn("A refused order is not in the audit record capability={}", capability);
    }
  }

  /** This bundle goes away: at once, or when the operation under way is over. */
  void close() {
    closed = true;
    if (idle()) {
      platform.close();
    }
  }

  /** The last thing that the classes of a replaced predecessor do. */
  private void leave() {
    platform.close();
    try {
      platform.release();
    } catch (BundleException stays) {
      LOG.warn("Old classes of this bundle stay in memory cause={}", stays.getMessage());
    }
  }

  private static void await(BooleanSupplier wanted, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!wanted.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  static void thread(String name, Runnable task) {
    Thread thread = new Thread(task, "vedette-lifecycle-" + name);
    thread.setDaemon(true);
    thread.start();
  }
}
