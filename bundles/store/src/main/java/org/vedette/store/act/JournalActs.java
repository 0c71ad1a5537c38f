package org.vedette.store.act;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.store.db.Effect;
import org.vedette.store.log.ActLog;

/** Writes acts into the journal, which may come and go. */
public final class JournalActs implements ActLog {
  private static final String ONLY = "journal";

  /** How long a journal may be missing while its bundle is replaced. */
  private static final Duration REPLACED = Duration.ofSeconds(10);

  private final ServiceDirectory<String, Journal> journals = new ServiceDirectory<>();
  private final ActRecords records;

  /** Writes what {@code records} makes. */
  public JournalActs(ActRecords records) {
    this.records = records;
  }

  /** Takes a journal into use. */
  public void add(Journal journal) {
    journals.add(ONLY, 0, journal);
  }

  /** Gives a journal up. */
  public void remove(Journal journal) {
    journals.remove(ONLY, journal);
  }

  @Override
  public boolean ready(Duration limit) {
    return journals.await(ONLY, limit).toCompletableFuture().join().isPresent();
  }

  @Override
  public CompletionStage<Forced> record(Actor actor, List<Effect> effects) {
    List<AuditRecord> acts = records.of(actor, effects);
    if (acts.isEmpty()) {
      return CompletableFuture.completedFuture(new Forced.Done());
    }
    return append(
        new JournalEntry(List.of(), new byte[0], List.of(), List.of(), List.of(), acts),
        System.nanoTime() + REPLACED.toNanos());
  }

  /** Has the journal that is there write it, or the next one, where that one is being replaced. */
  private CompletionStage<Forced> append(JournalEntry entry, long end) {
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    return journals
        .await(ONLY, left)
        .thenCompose(
            found ->
                found
                    .map(
                        journal ->
                            journal
                                .append(entry)
                                .thenCompose(
                                    forced ->
                                        forced instanceof Forced.Done || isStillThere(journal)
                                            ? CompletableFuture.completedStage(forced)
                                            : append(entry, end)))
                    .orElseGet(
                        () ->
                            CompletableFuture.completedStage(
                                new Forced.Unavailable("the journal has gone"))));
  }

  private boolean isStillThere(Journal journal) {
    return journals.find(ONLY).filter(now -> now == journal).isPresent();
  }
}
