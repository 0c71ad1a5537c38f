package org.vedette.store.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.api.user.User;
import org.vedette.store.db.Effect;
import org.vedette.store.db.Row;
import org.vedette.store.db.Samples;

public final class JournalActsTest {
  private static final Actor ADMIN = new Actor("admin", "rest", "192.0.2.1");

  private final JournalActs acts =
      new JournalActs(new ActRecords(InstantSource.system(), () -> 1L, id -> Optional.empty()));

  /** Keeps what it is given, or refuses it as one that is being closed. */
  private static final class Book implements Journal {
    private final List<AuditRecord> kept = new ArrayList<>();
    private Optional<Runnable> closing = Optional.empty();

    @Override
    public CompletionStage<Forced> append(JournalEntry entry) {
      if (closing.isPresent()) {
        closing.get().run();
        return CompletableFuture.completedStage(new Forced.Unavailable("it is being closed"));
      }
      kept.addAll(entry.audit());
      return CompletableFuture.completedStage(new Forced.Done());
    }

    @Override
    public String server() {
      return "here";
    }

    @Override
    public AutoCloseable onAudit(Runnable listener) {
      return () -> {};
    }

    @Override
    public List<ChainedRecord> auditAfter(long after, int max) {
      return List.of();
    }

    @Override
    public void keepAuditFrom(long number) {}

    @Override
    public long lastAudit() {
      return kept.size();
    }
  }

  @Test
  public void whatIsDoneWhileTheJournalIsReplacedIsWrittenByTheNext() {
    CompletableFuture<Forced> written = record();
    assertThat(written).isNotDone();
    Book next = new Book();
    acts.add(next);
    assertThat(written.join()).isInstanceOf(Forced.Done.class);
    assertThat(next.kept).hasSize(1);
  }

  @Test
  public void whatAJournalRefusesAsItGoesIsWrittenByTheNext() {
    Book last = new Book();
    Book next = new Book();
    acts.add(last);
    last.closing =
        Optional.of(
            () -> {
              acts.remove(last);
              acts.add(next);
            });
    assertThat(record().join()).isInstanceOf(Forced.Done.class);
    assertThat(next.kept).hasSize(1);
  }

  @Test
  public void aJournalThatStaysAndRefusesIsBelieved() {
    Book full = new Book();
    full.closing = Optional.of(() -> {});
    acts.add(full);
    assertThat(record().join()).isInstanceOf(Forced.Unavailable.class);
  }

  private CompletableFuture<Forced> record() {
    Row row = Row.of(User.TYPE, Samples.user("alice"));
    return acts.record(
            ADMIN,
            List.of(
                new Effect(
                    row.id(), Optional.empty(), Optional.of(row), java.util.Set.of(), false)))
        .toCompletableFuture();
  }
}
