package org.vedette.accounting;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.vedette.accounting.forward.Forwarding;
import org.vedette.accounting.journal.JournalReader.Batch;
import org.vedette.accounting.journal.JournalReader.Numbered;
import org.vedette.accounting.journal.ReportJournal;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingDesk;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingVerdict;
import org.vedette.api.store.MalformedRecordException;

/** Takes reports: each is stored once, and its taker told when it is on disk. Thread-safe. */
final class Intake implements AccountingDesk {
  private static final int PAGE = 1_000;
  private static final AccountingVerdict STORED = new AccountingVerdict.Stored(false);
  private static final AccountingVerdict AGAIN = new AccountingVerdict.Stored(true);

  private final ReportJournal journal;
  private final Forwarding forwarding;
  private final Runnable news;
  private final Repetitions<CompletableFuture<AccountingVerdict>> repetitions = new Repetitions<>();
  private final LongAdder stored = new LongAdder();
  private final LongAdder repeated = new LongAdder();

  /**
   * Stores in a journal.
   *
   * @param news told after each report
   */
  Intake(ReportJournal journal, Forwarding forwarding, Runnable news) {
    this.journal = journal;
    this.forwarding = forwarding;
    this.news = news;
  }

  /** Remembers what lies in the journal from a number on: it may be repeated after a restart. */
  void recall(long after) throws java.io.IOException {
    Batch batch = journal.reader().read(journal.reader().seek(after), PAGE);
    while (!batch.entries().isEmpty()) {
      batch.entries().forEach(this::recall);
      batch = journal.reader().read(batch.next(), PAGE);
    }
  }

  private void recall(Numbered entry) {
    try {
      repetitions.add(StoredReport.read(entry).report(), CompletableFuture.completedFuture(STORED));
    } catch (MalformedRecordException damaged) {
      // Named in the log by whoever enters it.
      return;
    }
  }

  @Override
  public CompletionStage<AccountingVerdict> take(AccountingReport report) {
    CompletableFuture<AccountingVerdict> verdict = new CompletableFuture<>();
    synchronized (repetitions) {
      Optional<CompletableFuture<AccountingVerdict>> before = repetitions.find(report);
      if (before.isPresent()) {
        repeated.increment();
        return before.get().thenApply(first -> first.match(it -> AGAIN, refused -> refused));
      }
      repetitions.add(report, verdict);
    }
    forwarding.expect(report.target());
    journal
        .append(StoredReport.write(report))
        .thenAccept(
            appended ->
                appended
                    .<Runnable>match(
                        at -> () -> stored(report, verdict),
                        failed -> () -> refused(report, verdict, failed.why()))
                    .run());
    return verdict;
  }

  private void stored(AccountingReport report, CompletableFuture<AccountingVerdict> verdict) {
    stored.increment();
    verdict.complete(STORED);
    forwarding.wake(report.target(), false);
    news.run();
  }

  private void refused(
      AccountingReport report, CompletableFuture<AccountingVerdict> verdict, String why) {
    // First, so that whoever sends again finds nothing of it.
    repetitions.forget(report, verdict);
    verdict.complete(new AccountingVerdict.Refused(why));
  }

  /** How many were stored since the start. */
  long stored() {
    return stored.sum();
  }

  /** How many were repetitions. */
  long repeated() {
    return repeated.sum();
  }
}
