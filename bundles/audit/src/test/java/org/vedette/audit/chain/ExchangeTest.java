package org.vedette.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditExchange.Fault;
import org.vedette.api.audit.AuditExchange.Taken;
import org.vedette.api.audit.AuditLog.Followed;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.AuditLog.Query;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;
import org.vedette.audit.table.AuditTable;

public class ExchangeTest {
  private static final String OTHER = "11111111-d9cb-469f-a165-70867728950e";

  @Rule public final TestDatabase database = new TestDatabase();

  private final FakeJournal journal = new FakeJournal(Samples.SERVER);
  private final FakeJournal other = new FakeJournal(OTHER);
  private final JournalTail tail = new JournalTail();
  private AuditTable table;
  private Disputes disputes;
  private Exchange exchange;
  private UnitedLog log;

  private void start() {
    table = new AuditTable(database.source());
    Chains chains = new Chains(tail, () -> Optional.ofNullable(table));
    Copier copier =
        new Copier(tail, () -> Optional.ofNullable(table), new Condition(), () -> Samples.START);
    disputes = new Disputes(tail, new Random(1)::nextLong);
    exchange = new Exchange(tail, chains, disputes, () -> Samples.START);
    log = new UnitedLog(tail, chains, copier, () -> Samples.START);
    tail.set(journal);
    copier.run();
  }

  private void write(FakeJournal to, int from, int last) {
    for (int n = from; n <= last; n++) {
      to.add(Samples.record(n, Samples.START.plusSeconds(n), "u" + n, "R"));
    }
  }

  private Taken take(List<ChainedRecord> records) {
    return exchange.take("mfa2", OTHER, records);
  }

  private long audited() {
    return log.byRequest("audit-PARTED-" + OTHER).size()
        + log.byRequest("audit-DAMAGED-" + OTHER).size()
        + log.byRequest("audit-GAP-" + OTHER).size();
  }

  @Test
  public void whatContinuesTheChainIsTakenOnceAndARestartGoesOn() throws Exception {
    start();
    write(other, 1, 10);
    assertThat(take(other.auditAfter(0, 4))).isEqualTo(new Taken.Stored(4));
    assertThat(take(other.auditAfter(2, 4))).isEqualTo(new Taken.Stored(6));
    assertThat(take(other.auditAfter(0, 3))).isEqualTo(new Taken.Stored(6));
    start();
    assertThat(exchange.heads().get(OTHER).number()).isEqualTo(6);
    assertThat(exchange.heads().get(OTHER).hash()).isEqualTo(other.auditAfter(5, 1).get(0).hash());
    assertThat(take(other.auditAfter(6, 100))).isEqualTo(new Taken.Stored(10));
    assertThat(take(List.of())).isEqualTo(new Taken.Stored(10));
    assertThat(table.last(OTHER)).isEqualTo(10);
    assertThat(log.verify().problems()).isEmpty();
    assertThat(disputes.health()).isEqualTo(Health.ok());
  }

  /** As one that could not be written: what it had only in memory is gone. */
  @Test
  public void whatADatabaseHasLostIsTakenAgainWithoutADispute() throws Exception {
    start();
    write(other, 1, 10);
    take(other.auditAfter(0, 8));
    try (Connection connection = database.source().getConnection();
        Statement delete = connection.createStatement()) {
      delete.execute("DELETE FROM audit_entry");
    }
    assertThatThrownBy(() -> take(other.auditAfter(8, 2)))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("lost its newest records");
    assertThat(take(other.auditAfter(0, 10))).isEqualTo(new Taken.Stored(10));
    assertThat(table.last(OTHER)).isEqualTo(10);
    assertThat(disputes.health()).isEqualTo(Health.ok());
  }

  @Test
  public void whatWasAlteredIsRefusedAsAWholeAndToldOnce() throws Exception {
    start();
    write(other, 1, 5);
    List<ChainedRecord> altered = new ArrayList<>(other.auditAfter(0, 5));
    ChainedRecord third = altered.get(2);
    altered.set(
        2,
        new ChainedRecord(
            OTHER,
            third.boot(),
            3,
            third.previous(),
            third.hash(),
            Samples.record(3, "somebody", "R").toBytes()));
    for (int again = 0; again < 3; again++) {
      assertThat(take(altered)).isEqualTo(new Taken.Refused(Fault.DAMAGED, 3));
    }
    assertThat(table.last(OTHER)).isZero();
    assertThat(disputes.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(disputes.health().message()).contains(OTHER).contains("record 3").contains("mfa2");
    assertThat(audited()).isEqualTo(1);
    // The next good page ends it; after a restart it is not audited a second time.
    take(other.auditAfter(0, 2));
    assertThat(disputes.health()).isEqualTo(Health.ok());
    start();
    take(altered);
    assertThat(audited()).isEqualTo(1);
  }

  @Test
  public void aForgedHashBreaksTheNextLink() {
    start();
    write(other, 1, 5);
    List<ChainedRecord> forged = new ArrayList<>(other.auditAfter(0, 5));
    byte[] body = Samples.record(3, "somebody", "R").toBytes();
    byte[] previous = forged.get(1).hash();
    forged.set(
        2,
        new ChainedRecord(
            OTHER, 1, 3, previous, ChainedRecord.hash(OTHER, 1, 3, previous, body), body));
    assertThat(take(forged)).isEqualTo(new Taken.Refused(Fault.DAMAGED, 4));
    List<ChainedRecord> another = new ArrayList<>(other.auditAfter(0, 5));
    another.set(1, new ChainedRecord("x", 1, 2, another.get(0).hash(), new byte[32], body));
    assertThat(take(another)).isEqualTo(new Taken.Refused(Fault.DAMAGED, 2));
    assertThatThrownBy(() -> exchange.take("mfa2", Samples.SERVER, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exchange.take("mfa2", "no/id", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void missingRecordsAreNotSkipped() throws Exception {
    start();
    write(other, 1, 9);
    take(other.auditAfter(0, 3));
    assertThat(take(other.auditAfter(5, 3))).isEqualTo(new Taken.Refused(Fault.GAP, 6));
    assertThat(table.last(OTHER)).isEqualTo(3);
    assertThat(disputes.health().message()).contains("before 6 are missing at mfa2");
  }

  @Test
  public void aServerThatWasBroughtBackFromAnOldCopyOverwritesNothing() throws Exception {
    start();
    write(other, 1, 6);
    take(other.auditAfter(0, 6));
    List<ChainedRecord> first = other.auditAfter(0, 6);
    other.cut(4);
    write(other, 70, 75);
    // It writes others under numbers that were used; both beyond and within what is held.
    assertThat(take(other.auditAfter(6, 10))).isEqualTo(new Taken.Refused(Fault.PARTED, 7));
    assertThat(take(other.auditAfter(4, 10))).isEqualTo(new Taken.Refused(Fault.PARTED, 5));
    List<ChainedRecord> held = table.after(OTHER, 0, 100);
    assertThat(held).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(Arrays.equals(held.get(i).hash(), first.get(i).hash())).isTrue();
    }
    assertThat(disputes.health().message()).contains("brought back from an older copy");
    assertThat(audited()).isEqualTo(1);
    assertThat(log.verify().problems()).isEmpty();
  }

  @Test
  public void othersMaySayThatThisServerWasBroughtBack() {
    start();
    exchange.parted("mfa2", Samples.SERVER, 7);
    exchange.parted("mfa2", Samples.SERVER, 7);
    assertThat(disputes.health().message()).contains("this server was brought back");
    assertThat(log.byRequest("audit-PARTED-" + Samples.SERVER))
        .singleElement()
        .satisfies(it -> assertThat(it.record().fields().get("from")).isEqualTo("mfa2"));
  }

  @Test
  public void pagesAreBoundedByRecordsAndBytesAndGoOnIntoTheJournal() {
    write(journal, 1, 10);
    start();
    write(journal, 11, 12);
    int size = journal.auditAfter(0, 1).get(0).record().length;
    assertThat(exchange.after(Samples.SERVER, 0, 3, 1 << 20)).hasSize(3);
    assertThat(exchange.after(Samples.SERVER, 0, 100, 2 * size + 10)).hasSize(2);
    assertThat(exchange.after(Samples.SERVER, 0, 100, 1)).hasSize(1);
    assertThat(exchange.after(Samples.SERVER, 9, 100, 1 << 20))
        .extracting(ChainedRecord::number)
        .containsExactly(10L, 11L, 12L);
    assertThat(exchange.after("nobody", 0, 5, 5)).isEmpty();
    assertThat(exchange.heads().get(Samples.SERVER).number()).isEqualTo(12);
    assertThat(exchange.server()).isEqualTo(Samples.SERVER);
    tail.unset(journal);
    assertThat(exchange.heads()).isEmpty();
  }

  @Test
  public void nothingIsTakenBeforeThisServerKnowsItsOwnName() {
    start();
    write(other, 1, 1);
    Chains chains = new Chains(new JournalTail(), () -> Optional.of(table));
    Exchange early = new Exchange(new JournalTail(), chains, disputes, () -> Samples.START);
    assertThatThrownBy(() -> early.take("mfa2", OTHER, other.auditAfter(0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void recordsOfAllServersAreOneListWithNames() {
    write(journal, 1, 4);
    start();
    write(other, 3, 6);
    take(other.auditAfter(0, 10));
    exchange.called(Map.of(Samples.SERVER, "mfa1", OTHER, "mfa2"));
    write(journal, 7, 7);
    Query newest = new Query("", "", "", Optional.empty(), Optional.empty(), Optional.empty(), 5);
    assertThat(log.search(newest))
        .extracting(it -> it.name() + " " + it.record().username())
        .containsExactly("mfa1 u7", "mfa2 u6", "mfa2 u5", "mfa2 u4", "mfa1 u4");
    Query one =
        new Query("", "", "mfa2", Optional.empty(), Optional.empty(), Optional.empty(), 100);
    assertThat(log.search(one)).hasSize(4).allMatch(it -> it.server().equals(OTHER));
    assertThat(log.byRequest("request-2")).hasSize(3);
    assertThat(log.byId("ID-6")).map(Numbered::wrote).contains("mfa2");
    assertThat(log.after(3, 10)).extracting(Numbered::number).containsExactly(4L, 5L);
    assertThat(log.last()).isEqualTo(5);
  }

  @Test
  public void whatArrivesIsFollowedOfEveryServer() {
    write(journal, 1, 4);
    write(other, 1, 3);
    start();
    take(other.auditAfter(0, 2));
    AuditMarks marks = log.marks();
    assertThat(marks.behind(log.marks())).isFalse();
    assertThat(AuditMarks.parse(marks.text())).contains(marks);
    write(journal, 5, 5);
    take(other.auditAfter(2, 2));
    FakeJournal third = new FakeJournal("22222222");
    third.add(Samples.record(1, Samples.START.minusSeconds(1), "old", "R"));
    third.add(Samples.record(2, Samples.START, "new", "R"));
    exchange.take("mfa3", "22222222", third.auditAfter(0, 5));
    assertThat(marks.behind(log.marks())).isTrue();
    Followed one = log.following(marks, 1);
    Followed rest = log.following(one.marks(), 100);
    List<Numbered> all = new ArrayList<>(one.records());
    all.addAll(rest.records());
    // What a server that was not known had written before is not news.
    assertThat(all)
        .extracting(it -> it.record().username())
        .containsExactlyInAnyOrder("new", "u3", "u5");
    assertThat(rest.marks().behind(log.marks())).isFalse();
    assertThat(log.following(rest.marks(), 100).records()).isEmpty();
  }

  @Test
  public void withoutDatabaseNothingIsTaken() {
    start();
    table = null;
    assertThatThrownBy(() -> take(List.of())).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> exchange.heads()).isInstanceOf(StoreUnavailableException.class);
    assertThat(log.marks().numbers()).isEmpty();
  }
}
