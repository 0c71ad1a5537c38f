package org.vedette.store.act;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    Optional<Journal> journal = journals.find(ONLY);
    if (journal.isEmpty()) {
      return CompletableFuture.completedFuture(new Forced.Unavailable("the journal has gone"));
    }
    return journal
        .get()
        .append(new JournalEntry(List.of(), new byte[0], List.of(), List.of(), List.of(), acts));
  }
}
