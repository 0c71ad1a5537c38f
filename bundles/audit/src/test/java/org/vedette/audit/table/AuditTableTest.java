package org.vedette.audit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;

public class AuditTableTest {
  @Rule public final TestDatabase database = new TestDatabase();

  private AuditTable filled(String server, int count) throws SQLException {
    AuditTable table = new AuditTable(database.source());
    FakeJournal journal = new FakeJournal(server);
    List<ChainedRecord> records = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      records.add(journal.add(Samples.record(n)));
    }
    table.insert(records);
    return table;
  }

  @Test
  public void whatIsInsertedIsReadBack() throws Exception {
    AuditTable table = filled(Samples.SERVER, 5);
    Row row = table.after(Samples.SERVER, 2, 1).get(0);
    assertThat(row.record()).isEqualTo(Samples.record(3));
    assertThat(row.chained().intact()).isTrue();
    assertThat(row.difference()).isEmpty();
    assertThat(table.last(Samples.SERVER)).isEqualTo(5);
    assertThat(table.last("nobody")).isZero();
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
  public void serversAreFound() throws Exception {
    filled("b", 2);
    filled("a", 3);
    AuditTable table = filled("c", 1);
    assertThat(table.servers()).containsExactly("a", "b", "c");
    assertThat(table.newestServer()).contains("a");
  }

  @Test
  public void longTextsAreCutInTheColumnsOnly() throws Exception {
    AuditTable table = new AuditTable(database.source());
    String name = "x".repeat(399) + "\uD83D\uDE00" + "y".repeat(5_000);
    FakeJournal journal = new FakeJournal(Samples.SERVER);
    table.insert(List.of(journal.add(Samples.record(1, name, "OATH_WRONG"))));
    Row row = table.byId("ID-1").get(0);
    assertThat(row.record().username()).isEqualTo(name);
    assertThat(row.difference()).isEmpty();
    assertThat(database.query("SELECT LENGTH(username) FROM audit_record")).isEqualTo("399");
  }

  @Test
  public void queriesReadAnIndexInOrder() throws Exception {
    filled(Samples.SERVER, 500);
    database.execute("ANALYZE");
    Search newest =
        new Search(
            new AuditLog.Query("", "", Optional.empty(), Optional.empty(), 0, 10), Samples.SERVER);
    assertThat(plan(newest.where())).contains("index sorted");
    assertThat(
            plan("WHERE server = ? AND number > ? ORDER BY server, number FETCH FIRST ? ROWS ONLY"))
        .contains("index sorted");
    assertThat(plan("WHERE id = 'ID-1'")).contains("IX_AUDIT_RECORD_ID");
    assertThat(plan("WHERE request_id = 'request-1' ORDER BY number"))
        .contains("IX_AUDIT_RECORD_REQUEST");
  }

  private String plan(String where) throws SQLException {
    String sql = AuditTable.SELECT + where;
    return database.query(
        "EXPLAIN "
            + sql.replaceFirst("server = \\?", "server = '" + Samples.SERVER + "'")
                .replace("?", "1"));
  }

  @Test
  public void theScriptsRunOnlyOnce() throws Exception {
    filled(Samples.SERVER, 1);
    database.prepare();
    assertThat(database.query("SELECT COUNT(*) FROM audit_record")).isEqualTo("1");
  }
}
