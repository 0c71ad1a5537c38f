package org.vedette.accounting;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.accounting.forward.Forwarding;
import org.vedette.accounting.journal.JournalReader.Batch;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.accounting.journal.JournalReader.Place;
import org.vedette.accounting.journal.ReportJournal;
import org.vedette.accounting.journal.ReportJournal.File;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.accounting.table.AccountingTable;
import org.vedette.api.store.MalformedRecordException;

/**
 * Enters reports from the journal into the database, removes what is too old, and keeps the journal
 * within its bound. {@link #run} is for one thread; the rest for any.
 */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int PAGE = 1_000;
  private static final Duration FORCE_EVERY = Duration.ofSeconds(3);
  private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);

  private final ReportJournal journal;
  private final Forwarding forwarding;
  private final Supplier<Optional<AccountingTable>> table;
  private final Supplier<AccountingSettings> settings;
  private final Condition condition;
  private final InstantSource clock;
  private final Object progress = new Object();
  private @Nullable AccountingTable known;
  private @Nullable Place place;
  private volatile long entered;
  private long safe;
  private Instant forced = Instant.MIN;
  private Instant purged = Instant.MIN;
  private Instant probed = Instant.MIN;

  Upkeep(
      ReportJournal journal,
      Forwarding forwarding,
      Supplier<Optional<AccountingTable>> table,
      Supplier<AccountingSettings> settings,
      Condition condition,
      InstantSource clock) {
    this.journal = journal;
    this.forwarding = forwarding;
    this.table = table;
    this.settings = settings;
    this.condition = condition;
    this.clock = clock;
  }

  /** Does all there is to do. */
  void run() {
    Optional<AccountingTable> to = table.get();
    if (to.isEmpty()) {
      known = null;
      condition.absent();
    } else {
      database(to.get());
    }
    try {
      forwarding.tick();
      journal.release(Math.min(safe, forwarding.through()));
      makeRoom();
    } catch (IOException failure) {
      LOG.warn("Files of accounting reports cannot be removed. why=\"{}\"", failure.toString());
    }
    Instant now = clock.instant();
    if (!now.isBefore(probed.plus(PROBE_EVERY))) {
      probed = now;
      journal.probe();
    }
  }

  private void database(AccountingTable to) {
    try {
      if (to != known) {
        entered = to.position();
        safe = 0;
        place = journal.reader().seek(entered);
        known = to;
      }
      if (entered > journal.last()) {
        condition.bad(
            "the journal ends at report "
                + journal.last()
                + ", the database at "
                + entered
                + ": an old copy of the journal was restored; stop the server and remove it");
        return;
      }
      enter(to);
      purge(to);
      condition.good();
    } catch (SQLException failure) {
      known = null;
      condition.bad("the accounting database fails: " + failure.getMessage());
    } catch (IOException unreadable) {
      known = null;
      condition.bad("stored reports cannot be read: " + unreadable.getMessage());
    }
  }

  private void enter(AccountingTable to) throws SQLException, IOException {
    Place from = place == null ? journal.reader().seek(entered) : place;
    Batch batch = journal.reader().read(from, PAGE);
    while (!batch.entries().isEmpty()) {
      to.enter(reports(batch.entries()));
      place = batch.next();
      advance(batch.entries().get(batch.entries().size() - 1).number());
      force(to);
      batch = journal.reader().read(batch.next(), PAGE);
    }
    place = batch.next();
    force(to);
  }

  private List<StoredReport> reports(List<Numbered> entries) {
    List<StoredReport> reports = new ArrayList<>(entries.size());
    for (Numbered each : entries) {
      if (each.number() > entered) {
        try {
          reports.add(StoredReport.read(each));
        } catch (MalformedRecordException damaged) {
          LOG.error("A stored accounting report cannot be read. number={}", each.number(), damaged);
        }
      }
    }
    return reports;
  }

  private void advance(long number) {
    synchronized (progress) {
      entered = Math.max(entered, number);
      progress.notifyAll();
    }
  }

  private void force(AccountingTable to) throws SQLException {
    Instant now = clock.instant();
    if (entered > safe && !now.isBefore(forced.plus(FORCE_EVERY))) {
      long upTo = entered;
      to.force();
      forced = now;
      safe = upTo;
    }
  }

  private void purge(AccountingTable from) throws SQLException {
    Instant now = clock.instant();
    if (!now.isBefore(purged.plus(PURGE_EVERY))) {
      AccountingSettings limits = settings.get();
      boolean more = from.purge(now.minus(limits.retention()), limits.maxReports());
      purged = more ? Instant.MIN : now;
    }
  }

  /** The oldest files give way, but only when the database has them. */
  private void makeRoom() throws IOException {
    long most = settings.get().limits().maxBytes();
    List<File> files = journal.files();
    long bytes = journal.bytes();
    for (int at = 0; at < files.size() - 1 && bytes > most; at++) {
      File oldest = files.get(at);
      if (oldest.last() > safe) {
        return;
      }
      forwarding.giveUp(oldest);
      journal.release(oldest.last());
      bytes -= oldest.bytes();
    }
  }

  /** Waits until all that is in the journal now is in the database, or the time is over. */
  void await(Duration limit) {
    long wanted = journal.last();
    long end = System.nanoTime() + limit.toNanos();
    synchronized (progress) {
      long left = limit.toNanos();
      while (entered < wanted && left > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(progress, left);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
        left = end - System.nanoTime();
      }
    }
  }
}
