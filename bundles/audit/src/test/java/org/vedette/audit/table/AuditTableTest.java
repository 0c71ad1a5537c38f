package org.vedette.audit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;

public class AuditTableTest {
  private static final int BLOCK = 4_096;

  @Rule public final TestDatabase database = new TestDatabase();

  private AuditTable filled(String server, int count) throws SQLException {
    AuditTable table = new AuditTable(database.source());
    table.insert(records(server, count));
    return table;
  }

  private static List<ChainedRecord> records(String server, int count) {
    FakeJournal journal = new FakeJournal(server);
    List<ChainedRecord> records = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      records.add(journal.add(Samples.record(n)));
    }
    return records;
  }

  @Test
  public void whatIsInsertedIsReadBack() throws Exception {
    AuditTable table = filled(Samples.SERVER, 5);
    ChainedRecord row = table.after(Samples.SERVER, 2, 1).get(0);
    assertThat(Decoded.record(row)).isEqualTo(Samples.record(3));
    assertThat(row.intact()).isTrue();
    assertThat(table.last(Samples.SERVER)).isEqualTo(5);
    assertThat(table.last("nobody")).isZero();
    assertThat(table.after("nobody", 0, 5)).isEmpty();
  }

  @Test
  public void aBatchIsInsertedAsAWholeOrNotAtAll() throws Exception {
    AuditTable table = filled(Samples.SERVER, 2);
    FakeJournal journal = new FakeJournal(Samples.SERVER);
    journal.add(Samples.record(1));
    journal.add(Samples.record(2));
    journal.add(Samples.record(3));
    List<ChainedRecord> newThenOld =
        List.of(journal.auditAfter(2, 1).get(0), journal.auditAfter(0, 1).get(0));
    assertThatThrownBy(() -> table.insert(newThenOld)).isInstanceOf(SQLException.class);
    assertThat(table.last(Samples.SERVER)).isEqualTo(2);
  }

  @Test
  public void aServerWhoseFirstBatchFailsIsNotRemembered() throws Exception {
    AuditTable table = new AuditTable(database.source());
    List<ChainedRecord> records = records("a", 1);
    assertThatThrownBy(() -> table.insert(List.of(records.get(0), records.get(0))))
        .isInstanceOf(SQLException.class);
    assertThat(table.servers()).isEmpty();
    table.insert(records("b", 2));
    table.insert(records);
    assertThat(table.last("a")).isEqualTo(1);
    assertThat(table.last("b")).isEqualTo(2);
  }

  @Test
  public void serversAreFound() throws Exception {
    filled("b", 2);
    filled("a", 3);
    AuditTable table = filled("c", 1);
    assertThat(table.servers()).containsExactly("a", "b", "c");
    assertThat(table.newestServer()).contains("a");
  }

  @Test
  public void queriesReadThePrimaryKeyInOrder() throws Exception {
    filled(Samples.SERVER, 500);
    database.execute("ANALYZE");
    for (String sql : List.of(Entry.UPWARD, Entry.DOWNWARD)) {
      assertThat(database.query("EXPLAIN " + sql.replace("?", "1"))).contains("index sorted");
    }
  }

  @Test
  public void idsAndRequestsAreFoundInFullAndOpenBlocks() throws Exception {
    AuditTable table = filled(Samples.SERVER, 2 * BLOCK + 10);
    assertThat(database.query("SELECT COUNT(*) FROM audit_block")).isEqualTo("2");
    for (int n : new int[] {1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK + 10}) {
      assertThat(table.byId("ID-" + n)).map(ChainedRecord::number).contains((long) n);
    }
    assertThat(table.byId("ID-0")).isEmpty();
    // Request n holds the records 2n and 2n + 1: here in the same block, and across two.
    assertThat(table.byRequest("request-700"))
        .extracting(ChainedRecord::number)
        .containsExactlyInAnyOrder(1_400L, 1_401L);
    assertThat(table.byRequest("request-99999")).isEmpty();
  }

  @Test
  public void aBlockWithoutItsRowIsLookedThroughAndGetsOneLater() throws Exception {
    filled(Samples.SERVER, 3 * BLOCK);
    database.execute("DELETE FROM audit_block WHERE MOD(block, 4096) < 2");
    AuditTable table = new AuditTable(database.source());
    assertThat(table.byId("ID-5000")).map(ChainedRecord::number).contains(5_000L);
    assertThat(between(table, 4_999, 5_001)).containsExactly(5_001L, 5_000L, 4_999L);
    while (table.fillBlocks(Samples.SERVER)) {
      assertThat(database.query("SELECT COUNT(*) FROM audit_block")).isIn("2", "3");
    }
    assertThat(database.query("SELECT COUNT(*) FROM audit_block")).isEqualTo("3");
    assertThat(table.byId("ID-5000")).map(ChainedRecord::number).contains(5_000L);
    assertThat(table.fillBlocks("nobody")).isFalse();
  }

  @Test
  public void aBlockThatWasHalfFullAtARestartIsFilledLater() throws Exception {
    List<ChainedRecord> records = records(Samples.SERVER, BLOCK + 5);
    new AuditTable(database.source()).insert(records.subList(0, 100));
    AuditTable table = new AuditTable(database.source());
    table.insert(records.subList(100, records.size()));
    assertThat(database.query("SELECT COUNT(*) FROM audit_block")).isEqualTo("0");
    assertThat(table.byId("ID-50")).isPresent();
    assertThat(table.fillBlocks(Samples.SERVER)).isTrue();
    assertThat(table.fillBlocks(Samples.SERVER)).isFalse();
    assertThat(table.byId("ID-50")).isPresent();
  }

  @Test
  public void timesAreFoundAcrossBlocks() throws Exception {
    AuditTable table = filled(Samples.SERVER, 2 * BLOCK + 10);
    assertThat(between(table, BLOCK - 1, BLOCK + 1))
        .containsExactly(BLOCK + 1L, (long) BLOCK, BLOCK - 1L);
    assertThat(between(table, 2 * BLOCK + 9, 9_000_000)).hasSize(2);
    assertThat(between(table, 9_000_000, 9_000_001)).isEmpty();
    assertThat(between(table, -100, 0)).isEmpty();
    assertThat(between(table, -100, 2)).containsExactly(2L, 1L);
  }

  private static List<Long> between(AuditTable table, int from, int to) throws SQLException {
    Optional<Instant> first = Optional.of(Samples.START.plusSeconds(from));
    Optional<Instant> last = Optional.of(Samples.START.plusSeconds(to));
    return table
        .search(
            new Search(
                new AuditLog.Query("", "", "", first, last, Optional.empty(), 100), Set.of()))
        .stream()
        .map(Numbered::number)
        .toList();
  }

  @Test
  public void theScriptsRunOnlyOnce() throws Exception {
    filled(Samples.SERVER, 1);
    database.prepare();
    assertThat(database.query("SELECT COUNT(*) FROM audit_entry")).isEqualTo("1");
  }
}
