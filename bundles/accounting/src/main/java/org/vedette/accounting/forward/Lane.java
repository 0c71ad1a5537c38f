package org.vedette.accounting.forward;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.accounting.journal.JournalReader;
import org.vedette.accounting.journal.JournalReader.Batch;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.accounting.journal.JournalReader.Place;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.accounting.AccountingForwarder.Forwarded;
import org.vedette.api.store.MalformedRecordException;

/**
 * The reports of one target on their way: one after the other, each only when the one before has
 * been acknowledged. All work is done by the given executor; asked about from any thread.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final int PAGE = 200;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final String target;
  private final JournalReader reader;
  private final Function<String, Optional<AccountingForwarder>> forwarders;
  private final ScheduledExecutorService executor;
  private final InstantSource clock;
  private final Deque<StoredReport> ahead = new ArrayDeque<>();
  private @Nullable Place place;
  private long read;
  private long done;
  private long lost;
  private long delivered;
  private long turn;
  private boolean busy;
  private boolean closed;
  private Duration pause = Duration.ZERO;
  private Instant notBefore = Instant.MIN;
  private Optional<Instant> waitingSince = Optional.empty();
  private String trouble = "";

  Lane(
      String target,
      Cursors.Mark mark,
      JournalReader reader,
      Function<String, Optional<AccountingForwarder>> forwarders,
      ScheduledExecutorService executor,
      InstantSource clock) {
    this.target = target;
    this.reader = reader;
    this.forwarders = forwarders;
    this.executor = executor;
    this.clock = clock;
    this.done = mark.number();
    this.read = mark.number();
    this.lost = mark.lost();
  }

  /** Number of the last report that it is through with, and how many were lost. */
  synchronized Cursors.Mark mark() {
    return new Cursors.Mark(done, lost);
  }

  /** How many were acknowledged since the start. */
  synchronized long delivered() {
    return delivered;
  }

  /** What is wrong; empty when nothing is. */
  synchronized Optional<String> trouble() {
    return trouble.isEmpty()
        ? Optional.empty()
        : Optional.of(
            target
                + " gets no reports"
                + waitingSince.map(since -> ", they wait since " + since).orElse("")
                + ": "
                + trouble);
  }

  /** Looks for something to do, at once: the target has come, or a report. */
  void wake(boolean atOnce) {
    if (atOnce) {
      synchronized (this) {
        notBefore = Instant.MIN;
      }
    }
    later(this::go);
  }

  private void later(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException ended) {
      LOG.debug("Handing reports on has ended. target={}", target);
    }
  }

  /** Gives up reports that give way to newer ones. */
  synchronized void skip(long upTo, long reports) {
    if (upTo <= done) {
      return;
    }
    done = upTo;
    lost += reports;
    read = upTo;
    place = null;
    ahead.clear();
    turn++;
    busy = false;
    if (reports > 0) {
      LOG.error(
          "Accounting reports are lost for a target that takes none: they gave way to newer ones."
              + " target={} reports={} altogether={}",
          target,
          reports,
          lost);
    }
  }

  /** Does nothing more. */
  synchronized void close() {
    closed = true;
  }

  private synchronized void go() {
    if (busy || closed || clock.instant().isBefore(notBefore)) {
      return;
    }
    try {
      StoredReport next = next();
      if (next == null) {
        waitingSince = Optional.empty();
        trouble = "";
        return;
      }
      waitingSince = Optional.of(next.report().received());
      send(next);
    } catch (IOException unreadable) {
      silent("its reports cannot be read: " + unreadable.getMessage());
    } catch (RuntimeException bug) {
      LOG.error("Handing on a report met an error of ours. target={}", target, bug);
      busy = false;
      silent("an error of ours, see the log");
    }
  }

  private void send(StoredReport next) {
    Optional<AccountingForwarder> forwarder = forwarders.apply(target);
    if (forwarder.isEmpty()) {
      silent("there is no such target, or its bundle is not installed");
      return;
    }
    busy = true;
    long mine = ++turn;
    Duration waited = Duration.between(next.report().received(), clock.instant());
    forwarder
        .get()
        .forward(next.report().attributes(), waited.isNegative() ? Duration.ZERO : waited)
        .toCompletableFuture()
        .copy()
        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .whenCompleteAsync((result, failure) -> sent(mine, next, result), this::later);
  }

  private synchronized void sent(long mine, StoredReport report, @Nullable Forwarded result) {
    if (mine != turn || closed) {
      return;
    }
    busy = false;
    if (result == null) {
      silent("it was being replaced");
      return;
    }
    result
        .<Runnable>match(
            delivered -> () -> through(report, true),
            silent -> () -> silent(silent.why()),
            impossible ->
                () -> {
                  lost++;
                  LOG.error(
                      "An accounting report cannot be handed on. target={} number={} why=\"{}\"",
                      target,
                      report.number(),
                      impossible.why());
                  through(report, false);
                })
        .run();
  }

  private void through(StoredReport report, boolean acknowledged) {
    ahead.poll();
    done = report.number();
    delivered += acknowledged ? 1 : 0;
    if (!trouble.isEmpty()) {
      LOG.info("Accounting reports are handed on again. target={}", target);
    }
    trouble = "";
    pause = Duration.ZERO;
    later(this::go);
  }

  private void silent(String why) {
    if (trouble.isEmpty()) {
      LOG.warn(
          "Accounting reports are kept, because their target takes none. target={} why=\"{}\"",
          target,
          why);
    }
    trouble = why;
    Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    notBefore = clock.instant().plus(pause);
    try {
      executor.schedule(this::go, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      LOG.debug("Handing reports on has ended. target={}", target);
    }
  }

  /** The next report for this target; null at the end of the journal. */
  private @Nullable StoredReport next() throws IOException {
    while (ahead.isEmpty()) {
      Place from = place == null ? reader.seek(read) : place;
      Batch batch = reader.read(from, PAGE);
      place = batch.next();
      if (batch.entries().isEmpty()) {
        done = read;
        return null;
      }
      batch.entries().forEach(this::take);
    }
    return ahead.peek();
  }

  private void take(Numbered entry) {
    if (entry.number() <= read) {
      return;
    }
    read = entry.number();
    try {
      StoredReport report = StoredReport.read(entry);
      if (report.report().target().equals(target)) {
        ahead.add(report);
      }
    } catch (MalformedRecordException damaged) {
      LOG.error("A stored accounting report cannot be read. number={}", entry.number(), damaged);
    }
  }
}
