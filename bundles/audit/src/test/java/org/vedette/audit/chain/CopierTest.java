package org.vedette.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;
import org.vedette.audit.table.AuditTable;

public class CopierTest {
  @Rule public final TestDatabase database = new TestDatabase();

  private final FakeJournal journal = new FakeJournal(Samples.SERVER);
  private final JournalTail tail = new JournalTail();
  private final Condition condition = new Condition();
  private Instant now = Samples.START;
  private AuditTable table;

  private Copier copier() {
    table = new AuditTable(database.source());
    tail.set(journal);
    return new Copier(tail, () -> Optional.ofNullable(table), condition, () -> now);
  }

  private void write(int from, int to) {
    for (int n = from; n <= to; n++) {
      journal.add(Samples.record(n));
    }
  }

  private String count() throws Exception {
    return database.query("SELECT COUNT(*) FROM audit_entry");
  }

  @Test
  public void everythingIsCopiedOnce() throws Exception {
    Copier copier = copier();
    write(1, 2_500);
    copier.run();
    assertThat(copier.copied()).isEqualTo(2_500);
    write(2_501, 2_503);
    copier.run();
    copier.run();
    assertThat(count()).isEqualTo("2503");
    assertThat(condition.health()).isEqualTo(Health.ok());
  }

  @Test
  public void aRestartGoesOnWhereTheTableEnds() throws Exception {
    write(1, 10);
    copier().run();
    database.shut();
    database.open();
    write(11, 15);
    copier().run();
    assertThat(count()).isEqualTo("15");
    assertThat(table.last(Samples.SERVER)).isEqualTo(15);
  }

  @Test
  public void theJournalIsReleasedOnlyAfterAForceAndNotAtEveryRun() {
    Copier copier = copier();
    write(1, 3);
    copier.run();
    assertThat(journal.kept()).isEqualTo(3);
    write(4, 5);
    now = now.plusSeconds(2);
    copier.run();
    assertThat(copier.copied()).isEqualTo(5);
    assertThat(journal.kept()).isEqualTo(3);
    now = now.plusSeconds(1);
    copier.run();
    assertThat(journal.kept()).isEqualTo(5);
  }

  @Test
  public void aBrokenDatabaseIsCriticalAndNothingIsLostOrDoubled() throws Exception {
    Copier copier = copier();
    write(1, 3);
    copier.run();
    database.execute("ALTER TABLE audit_entry RENAME TO away");
    write(4, 6);
    copier.run();
    assertThat(condition.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(journal.kept()).isEqualTo(3);
    database.execute("ALTER TABLE away RENAME TO audit_entry");
    copier.run();
    assertThat(condition.health()).isEqualTo(Health.ok());
    assertThat(count()).isEqualTo("6");
  }

  @Test
  public void withoutDatabaseHealthIsCriticalAndWithoutJournalItIsNot() {
    Copier copier = copier();
    AuditTable there = table;
    table = null;
    copier.run();
    assertThat(condition.health().status()).isEqualTo(Health.Status.CRITICAL);
    table = there;
    tail.unset(journal);
    copier.run();
    assertThat(condition.health()).isEqualTo(Health.ok());
  }

  @Test
  public void anOldCopyOfTheJournalIsNoticed() throws Exception {
    Copier copier = copier();
    write(1, 5);
    copier.run();
    journal.cut(3);
    copier.run();
    assertThat(condition.health().message()).contains("ends at record 3").contains("at 5");
    assertThat(count()).isEqualTo("5");
  }

  @Test
  public void anotherServerBeginsItsOwnChain() throws Exception {
    Copier copier = copier();
    write(1, 5);
    copier.run();
    FakeJournal other = new FakeJournal("11111111-d9cb-469f-a165-70867728950e");
    other.add(Samples.record(1));
    tail.set(other);
    copier.run();
    assertThat(copier.copied()).isEqualTo(1);
    assertThat(table.servers()).isEqualTo(List.of(Samples.SERVER, other.server()));
  }
}
