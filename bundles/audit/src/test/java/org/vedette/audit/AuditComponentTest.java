package org.vedette.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.JournalEntry;

public class AuditComponentTest {
  @Rule public final TestDatabase database = new TestDatabase();

  private final AuditComponent audit = new AuditComponent("1.2.3", InstantSource.system());
  private final FakeJournal journal = new FakeJournal(Samples.SERVER);

  @After
  public void close() {
    audit.close();
    assertThat(journal.listeners()).isZero();
  }

  @Test
  public void recordsArriveInTheDatabaseWhateverComesFirst() {
    assertThat(audit.health().status()).isEqualTo(Health.Status.CRITICAL);
    audit.bindJournal(journal);
    journal.append(JournalEntry.of(Samples.record(1)));
    audit.bindDatabase(database.source());
    Awaitility.await().untilAsserted(() -> assertThat(rows()).isEqualTo("1"));
    journal.append(JournalEntry.of(Samples.record(2)));
    Awaitility.await().untilAsserted(() -> assertThat(rows()).isEqualTo("2"));
    Awaitility.await().until(() -> audit.health().equals(Health.ok()));
    assertThat(audit.verify().problems()).isEmpty();
    assertThat(audit.byId("ID-2")).isPresent();
    assertThat(audit.id()).isEqualTo("audit");
    assertThat(audit.version()).isEqualTo("1.2.3");
  }

  @Test
  public void anUpdatedJournalIsFollowedAndTheOldOneLeft() {
    audit.bindDatabase(database.source());
    audit.bindJournal(journal);
    FakeJournal successor = new FakeJournal(Samples.SERVER);
    audit.bindJournal(successor);
    audit.unbindJournal(journal);
    assertThat(journal.listeners()).isZero();
    successor.append(JournalEntry.of(Samples.record(1)));
    Awaitility.await().untilAsserted(() -> assertThat(rows()).isEqualTo("1"));
    audit.unbindJournal(successor);
    assertThat(successor.listeners()).isZero();
    assertThat(audit.last()).isEqualTo(1);
  }

  private String rows() throws Exception {
    return database.query("SELECT COUNT(*) FROM audit_entry");
  }
}
