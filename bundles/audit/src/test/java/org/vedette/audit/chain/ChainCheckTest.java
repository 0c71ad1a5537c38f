package org.vedette.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditLog.Verification;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;
import org.vedette.audit.table.AuditTable;

public class ChainCheckTest {
  @Rule public final TestDatabase database = new TestDatabase();

  private final FakeJournal journal = new FakeJournal(Samples.SERVER);
  private final JournalTail tail = new JournalTail();
  private AuditTable table;

  /** 200 records in the table over two boots, five more in the journal only. */
  @Before
  public void fill() {
    table = new AuditTable(database.source());
    tail.set(journal);
    for (int n = 1; n <= 205; n++) {
      journal.add(Samples.record(n));
      if (n == 60) {
        journal.reboot();
      }
      if (n == 200) {
        new Copier(tail, () -> Optional.of(table), new Condition(), () -> Samples.START).run();
      }
    }
  }

  private Verification check() throws Exception {
    return new ChainCheck(table, tail, server -> server).run();
  }

  private void finds(String sql, String... problems) throws Exception {
    assertThat(database.execute(sql)).isPositive();
    List<String> found = check().problems();
    assertThat(found).hasSize(problems.length);
    for (int i = 0; i < problems.length; i++) {
      assertThat(found.get(i)).contains(problems[i]);
    }
  }

  @Test
  public void aWholeChainHasNoProblems() throws Exception {
    assertThat(check()).isEqualTo(new Verification(205, List.of()));
    tail.unset(journal);
    assertThat(check()).isEqualTo(new Verification(200, List.of()));
  }

  @Test
  public void aRemovedRowIsFound() throws Exception {
    finds(
        "DELETE FROM audit_entry WHERE MOD(place, 1099511627776) IN (70, 71)",
        "Record 72 of server " + Samples.SERVER + ": records 70 to 71 are missing.");
  }

  @Test
  public void removedRowsAtTheBeginningAreFound() throws Exception {
    finds(
        "DELETE FROM audit_entry WHERE MOD(place, 1099511627776) < 4",
        "records 1 to 3 are missing");
  }

  @Test
  public void removedRowsAtTheEndAreFoundByTheJournal() throws Exception {
    journal.keepAuditFrom(200);
    finds(
        "DELETE FROM audit_entry WHERE MOD(place, 1099511627776) > 190",
        "records 191 to 200 are missing");
  }

  @Test
  public void anAddedRowIsFound() throws Exception {
    journal.keepAuditFrom(205);
    ChainedRecord last = table.after(Samples.SERVER, 199, 1).get(0);
    byte[] body = Samples.record(9_999).toBytes();
    for (long number = 201; number <= 206; number++) {
      byte[] hash = ChainedRecord.hash(Samples.SERVER, 2, number, last.hash(), body);
      last = new ChainedRecord(Samples.SERVER, 2, number, last.hash(), hash, body);
      table.insert(List.of(last));
    }
    assertThat(check().problems())
        .singleElement()
        .asString()
        .contains("Record 206", "journal knows no such record");
  }

  @Test
  public void aRowThatTheJournalHoldsDifferentlyIsFound() throws Exception {
    ChainedRecord last = table.after(Samples.SERVER, 199, 1).get(0);
    byte[] body = Samples.record(9_999).toBytes();
    byte[] hash = ChainedRecord.hash(Samples.SERVER, 2, 201, last.hash(), body);
    table.insert(List.of(new ChainedRecord(Samples.SERVER, 2, 201, last.hash(), hash, body)));
    assertThat(check().problems().get(0))
        .contains("Record 201", "the journal holds another record of this number");
  }

  @Test
  public void anAlteredBodyIsFound() throws Exception {
    byte[] body = Samples.record(5, "somebody", "OATH_VERIFIED").toBytes();
    String hex = java.util.HexFormat.of().formatHex(body);
    finds(
        "UPDATE audit_entry SET body = X'" + hex + "' WHERE MOD(place, 1099511627776) = 5",
        "Record 5 of server " + Samples.SERVER + ": its hash is not that of its content");
    assertThat(check().problems()).allMatch(problem -> problem.startsWith("Record 5 "));
  }

  @Test
  public void anUnreadableBodyIsFound() throws Exception {
    finds(
        "UPDATE audit_entry SET body = X'00' WHERE MOD(place, 1099511627776) = 5",
        "its hash is not that of its content",
        "the body cannot be read");
  }

  @Test
  public void aRowThatWasReplacedWithItsHashBreaksTheNext() throws Exception {
    ChainedRecord old = table.after(Samples.SERVER, 4, 1).get(0);
    byte[] body = Samples.record(5, "somebody", "OATH_WRONG").toBytes();
    byte[] hash = ChainedRecord.hash(Samples.SERVER, 1, 5, old.previous(), body);
    database.execute("DELETE FROM audit_entry WHERE MOD(place, 1099511627776) = 5");
    table.insert(List.of(new ChainedRecord(Samples.SERVER, 1, 5, old.previous(), hash, body)));
    assertThat(check().problems())
        .containsExactly(
            "Record 6 of server "
                + Samples.SERVER
                + ": it does not continue the record before it.");
  }

  @Test
  public void aBootNumberThatFallsIsFound() throws Exception {
    finds(
        "UPDATE audit_entry SET boot = 1 WHERE MOD(place, 1099511627776) = 65",
        "its hash is not that of its content",
        "its boot number 1 is below the 2 before");
  }

  @Test
  public void atMostAHundredProblemsAreNamed() throws Exception {
    database.execute("UPDATE audit_entry SET hash = X'00'");
    assertThat(check().problems()).hasSize(100);
  }
}
