package org.vedette.accounting;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vedette.accounting.forward.Forwarding;
import org.vedette.accounting.journal.Disk;
import org.vedette.accounting.journal.ReportJournal;
import org.vedette.accounting.table.AccountingTable;
import org.vedette.api.accounting.AccountingDesk;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.lifecycle.Health;

/** All that works on an open journal. Thread-safe. */
final class OpenAccounting implements AutoCloseable {
  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  /** From the newest files is known what may be repeated after a restart. */
  private static final int RECALLED_FILES = 2;

  private final ReportJournal journal;
  private final Forwarding forwarding;
  private final Intake intake;
  private final Upkeep upkeep;
  private final Worker worker;
  private final Condition condition = new Condition();

  /**
   * Opens the journal on a disk.
   *
   * @throws IOException when it cannot be read
   */
  OpenAccounting(
      Disk disk,
      Supplier<AccountingSettings> settings,
      Supplier<Optional<AccountingTable>> table,
      Function<String, Optional<AccountingForwarder>> forwarders,
      InstantSource clock)
      throws IOException {
    this.journal =
        new ReportJournal(disk, () -> settings.get().limits(), clock, new SecureRandom()::nextLong);
    this.forwarding = new Forwarding(disk, journal, forwarders, clock);
    this.upkeep = new Upkeep(journal, forwarding, table, settings, condition, clock);
    this.worker = new Worker("vedette-accounting", upkeep::run);
    this.intake = new Intake(journal, forwarding, worker::wake);
    List<ReportJournal.File> files = journal.files();
    if (!files.isEmpty()) {
      intake.recall(files.get(Math.max(0, files.size() - RECALLED_FILES)).first() - 1);
    }
  }

  AccountingDesk desk() {
    return intake;
  }

  /** The database has come. */
  void wake() {
    worker.wake();
  }

  /** A target has come. */
  void wake(String target) {
    forwarding.wake(target, true);
  }

  /** Waits a little until all that was acknowledged is in the database. */
  void catchUp() {
    worker.wake();
    upkeep.await(CATCH_UP);
  }

  Health health() {
    Optional<String> unwritable = journal.trouble();
    if (unwritable.isPresent()) {
      return Health.critical(
          "Accounting reports are not stored and not acknowledged: " + unwritable.get());
    }
    Optional<String> database = condition.trouble();
    if (database.isPresent()) {
      return Health.critical(
          "Accounting reports wait in the journal and cannot be read: " + database.get());
    }
    Optional<String> targets = forwarding.trouble();
    long lost = forwarding.lost();
    if (targets.isPresent() || lost > 0) {
      return Health.warn(
          targets.orElse("All targets take reports.")
              + (lost > 0 ? " Lost for good: " + lost + " reports." : ""));
    }
    return new Health(
        Health.Status.OK,
        "stored="
            + intake.stored()
            + " repeated="
            + intake.repeated()
            + " forwarded="
            + forwarding.delivered());
  }

  @Override
  public void close() {
    // Reports that are being written are still acknowledged.
    journal.close();
    worker.close();
    forwarding.close();
  }
}
