package org.vedette.audit.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;

public class MigrationTest {
  private static final String OTHER = "11111111-d9cb-469f-a165-70867728950e";

  @Rule public final TestDatabase database = new TestDatabase();

  /** Brings the tables back to what the first version had. */
  private void firstVersion() throws SQLException {
    database.execute("DROP ALL OBJECTS");
    database.prepare("V1__audit_record.sql");
  }

  private List<ChainedRecord> fill(String server, int count) throws SQLException {
    FakeJournal journal = new FakeJournal(server);
    List<ChainedRecord> records = new ArrayList<>();
    try (Connection connection = database.source().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO audit_record (server, number, boot, at, id, request_id, kind,"
                    + " listener, application, username, user_id, result, success, peer,"
                    + " client_address, actor, previous, hash, body)"
                    + " VALUES (?,?,?,?,?,?,'','','','',NULL,'',TRUE,'','','',?,?,?)")) {
      for (int n = 1; n <= count; n++) {
        AuditRecord record = Samples.record(n);
        ChainedRecord chained = journal.add(record);
        records.add(chained);
        insert.setString(1, server);
        insert.setLong(2, chained.number());
        insert.setLong(3, chained.boot());
        insert.setObject(4, OffsetDateTime.ofInstant(record.at(), ZoneOffset.UTC));
        insert.setString(5, record.id());
        insert.setString(6, record.requestId());
        insert.setBytes(7, chained.previous());
        insert.setBytes(8, chained.hash());
        insert.setBytes(9, chained.record());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return records;
  }

  /** H2 would do it in the middle of a transaction: the table has it done between two. */
  @Test
  public void h2DoesNotWriteItsFileByItself() throws Exception {
    database.prepare();
    try (Connection connection = database.source().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT setting_value FROM information_schema.settings"
                    + " WHERE setting_name = 'WRITE_DELAY'");
        ResultSet rows = select.executeQuery()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(2_000_000_000L);
    }
  }

  @Test
  public void recordsOfTheFirstVersionAreAllThere() throws Exception {
    firstVersion();
    List<ChainedRecord> other = fill(OTHER, 20);
    List<ChainedRecord> own = fill(Samples.SERVER, 5_000);
    database.prepare();
    AuditTable table = new AuditTable(database.source());
    assertThat(table.servers()).containsExactly(Samples.SERVER, OTHER);
    assertThat(same(table.after(OTHER, 0, 100), other)).isTrue();
    assertThat(same(table.after(Samples.SERVER, 0, 10_000), own)).isTrue();
    assertThat(table.byId("ID-4000")).isPresent();
    assertThat(table.fillBlocks(Samples.SERVER)).isTrue();
    assertThat(table.byId("ID-4000")).isPresent();
  }

  @Test
  public void anEmptyTableOfTheFirstVersionStaysEmpty() throws Exception {
    firstVersion();
    database.prepare();
    AuditTable table = new AuditTable(database.source());
    assertThat(table.servers()).isEmpty();
    assertThat(table.newestServer()).isEmpty();
  }

  private static boolean same(List<ChainedRecord> found, List<ChainedRecord> expected) {
    for (int i = 0; i < expected.size(); i++) {
      ChainedRecord one = found.get(i);
      ChainedRecord two = expected.get(i);
      if (!one.intact()
          || one.number() != two.number()
          || !one.server().equals(two.server())
          || !java.util.Arrays.equals(one.hash(), two.hash())) {
        return false;
      }
    }
    return found.size() == expected.size();
  }
}
