package org.vedette.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.AuditLog.Query;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;
import org.vedette.audit.table.AuditTable;

public class UnitedLogTest {
  @Rule public final TestDatabase database = new TestDatabase();

  private final FakeJournal journal = new FakeJournal(Samples.SERVER);
  private final JournalTail tail = new JournalTail();
  private AuditTable table;
  private Copier copier;
  private UnitedLog log;

  /** Twenty records in the table, ten more in the journal only. */
  @Before
  public void fill() {
    table = new AuditTable(database.source());
    copier =
        new Copier(tail, () -> Optional.ofNullable(table), new Condition(), () -> Samples.START);
    log =
        new UnitedLog(
            tail, new Chains(tail, () -> Optional.ofNullable(table)), copier, () -> Samples.START);
    tail.set(journal);
    for (int n = 1; n <= 30; n++) {
      journal.add(Samples.record(n));
      if (n == 20) {
        copier.run();
      }
    }
  }

  private static Query query(String text, String result, int before, int limit) {
    Optional<AuditPosition> at =
        before == 0
            ? Optional.empty()
            : Optional.of(new AuditPosition(Samples.record(before).at(), Samples.SERVER, before));
    return new Query(text, result, "", Optional.empty(), Optional.empty(), at, limit);
  }

  private List<Long> numbers(Query query) {
    return log.search(query).stream().map(Numbered::number).toList();
  }

  @Test
  public void newestComeFirstAndPagesJoin() {
    assertThat(numbers(query("", "", 0, 12)))
        .containsExactly(30L, 29L, 28L, 27L, 26L, 25L, 24L, 23L, 22L, 21L, 20L, 19L);
    assertThat(numbers(query("", "", 19, 3))).containsExactly(18L, 17L, 16L);
    assertThat(numbers(query("", "", 0, 1_000))).hasSize(30).doesNotHaveDuplicates();
    assertThat(numbers(query("", "", 0, 0))).containsExactly(30L);
  }

  @Test
  public void textIsFoundInAnyCaseAndIsNoPattern() {
    assertThat(numbers(query("USER2", "", 0, 100)))
        .containsExactly(29L, 28L, 27L, 26L, 25L, 24L, 23L, 22L, 21L, 20L, 2L);
    assertThat(numbers(query("admin_", "", 0, 100))).containsExactly(30L, 25L, 20L, 15L, 10L, 5L);
    assertThat(numbers(query("user%", "", 0, 100))).isEmpty();
    assertThat(numbers(query("user_", "", 0, 100))).isEmpty();
    assertThat(numbers(query("10.0.0.6", "", 0, 100))).containsExactly(27L, 20L, 13L, 6L);
    assertThat(numbers(query("!", "", 0, 100))).isEmpty();
    assertThat(numbers(query("'; DROP TABLE audit_entry", "", 0, 100))).isEmpty();
  }

  @Test
  public void resultAndTimesAreExact() {
    assertThat(numbers(query("", "OATH_WRONG", 0, 3))).containsExactly(29L, 27L, 25L);
    assertThat(numbers(query("", "OATH", 0, 3))).isEmpty();
    Optional<Instant> from = Optional.of(Samples.START.plusSeconds(19));
    Optional<Instant> to = Optional.of(Samples.START.plusSeconds(22));
    assertThat(numbers(new Query("", "", "", from, to, Optional.empty(), 100)))
        .containsExactly(22L, 21L, 20L, 19L);
  }

  @Test
  public void idsAndRequestsAreFoundWhereverTheyAre() {
    assertThat(log.byId("ID-7")).map(Numbered::number).contains(7L);
    assertThat(log.byId("ID-27")).map(Numbered::record).contains(Samples.record(27));
    assertThat(log.byId("ID-99")).isEmpty();
    assertThat(log.byRequest("request-10")).extracting(Numbered::number).containsExactly(20L, 21L);
  }

  @Test
  public void recordsAfterANumberJoinTableAndJournal() {
    assertThat(log.after(18, 4)).extracting(Numbered::number).containsExactly(19L, 20L, 21L, 22L);
    assertThat(log.after(28, 10)).extracting(Numbered::number).containsExactly(29L, 30L);
    assertThat(log.after(30, 10)).isEmpty();
    assertThat(log.last()).isEqualTo(30);
  }

  @Test
  public void whatIsCopiedMeanwhileIsCountedOnce() {
    UnitedLog behind =
        new UnitedLog(
            tail,
            new Chains(
                tail,
                () -> {
                  copier.run();
                  return Optional.of(table);
                }),
            new Copier(tail, Optional::empty, new Condition(), () -> Samples.START),
            () -> Samples.START);
    assertThat(behind.search(query("", "", 0, 1_000)))
        .extracting(Numbered::number)
        .hasSize(30)
        .doesNotHaveDuplicates();
  }

  @Test
  public void withoutJournalTheTableAnswersAlone() {
    tail.unset(journal);
    assertThat(numbers(query("", "", 0, 1))).containsExactly(20L);
    assertThat(log.last()).isEqualTo(20);
    assertThat(log.after(19, 5)).hasSize(1);
    JournalTail never = new JournalTail();
    UnitedLog alone =
        new UnitedLog(
            never, new Chains(never, () -> Optional.of(table)), copier, () -> Samples.START);
    assertThat(alone.last()).isEqualTo(20);
    assertThat(alone.after(19, 5)).hasSize(1);
  }

  @Test
  public void withoutDatabaseOnlyTheNewestAreFoundByIdAndTheRestIsUnavailable() {
    table = null;
    assertThat(log.byId("ID-25")).isPresent();
    assertThatThrownBy(() -> log.search(query("", "", 0, 1)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> log.verify()).isInstanceOf(StoreUnavailableException.class);
  }
}
