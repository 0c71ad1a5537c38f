package org.vedette.audit.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.AuditLog.Query;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.FakeJournal;
import org.vedette.audit.Samples;
import org.vedette.audit.TestDatabase;

/** Records of several servers whose clocks differ, stand still and are set back: one list. */
public class NewestTest {
  private static final int BLOCK = 4_096;

  @Rule public final TestDatabase database = new TestDatabase();

  private final Random random = new Random(20_260_301);
  private final Map<String, FakeJournal> journals = new TreeMap<>();
  private final Map<String, Instant> clocks = new TreeMap<>();
  private final List<AuditPosition> all = new ArrayList<>();
  private AuditTable table;

  @Before
  public void open() {
    table = new AuditTable(database.source());
  }

  private void write(String server, int count) throws Exception {
    FakeJournal journal = journals.computeIfAbsent(server, FakeJournal::new);
    Instant now = clocks.getOrDefault(server, Samples.START.plusSeconds(random.nextInt(600)));
    List<ChainedRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int what = random.nextInt(400);
      now =
          what == 0
              ? now.minusSeconds(random.nextInt(7_200))
              : what == 1 ? now.plusSeconds(random.nextInt(7_200)) : now.plusMillis(what % 40);
      AuditRecord record =
          Samples.record(all.size(), now, "user" + i % 10, i % 3 == 0 ? "ODD" : "EVEN");
      ChainedRecord chained = journal.add(record);
      records.add(chained);
      all.add(new AuditPosition(now, server, chained.number()));
    }
    clocks.put(server, now);
    table.insert(records);
  }

  private void writeThree() throws Exception {
    for (int turn = 0; turn < 6; turn++) {
      write("a", 1 + random.nextInt(1_500));
      write("b", 1 + random.nextInt(3_000));
      write("c", 1 + random.nextInt(40));
    }
    write("b", BLOCK);
  }

  private List<AuditPosition> page(Query query, Set<String> servers) throws Exception {
    return table.search(new Search(query, servers)).stream().map(Numbered::position).toList();
  }

  private static Query all(Optional<AuditPosition> before, int limit) {
    return new Query("", "", "", Optional.empty(), Optional.empty(), before, limit);
  }

  private List<AuditPosition> newestFirst() {
    return all.stream().sorted(Comparator.reverseOrder()).toList();
  }

  @Test
  public void pagesOfAnyLengthMakeOneSortedList() throws Exception {
    writeThree();
    List<AuditPosition> found = new ArrayList<>();
    Optional<AuditPosition> before = Optional.empty();
    int limit = 1;
    while (true) {
      List<AuditPosition> page = page(all(before, limit), Set.of());
      found.addAll(page);
      if (page.size() < limit) {
        break;
      }
      before = Optional.of(page.get(page.size() - 1));
      limit = 1 + random.nextInt(1_000);
    }
    assertThat(found).isEqualTo(newestFirst());
  }

  @Test
  public void whatArrivesMeanwhileMovesNothing() throws Exception {
    writeThree();
    Set<AuditPosition> there = new HashSet<>(all);
    List<AuditPosition> found = new ArrayList<>();
    Optional<AuditPosition> before = Optional.empty();
    while (true) {
      List<AuditPosition> page = page(all(before, 700), Set.of());
      found.addAll(page);
      if (page.size() < 700) {
        break;
      }
      before = Optional.of(page.get(page.size() - 1));
      write(random.nextBoolean() ? "a" : "d", 1 + random.nextInt(100));
    }
    assertThat(found).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(found).containsAll(there);
  }

  @Test
  public void timesServersAndPlacesNarrowItAlike() throws Exception {
    writeThree();
    for (int turn = 0; turn < 30; turn++) {
      Instant from = all.get(random.nextInt(all.size())).at();
      Instant to = from.plusSeconds(random.nextInt(3_000));
      AuditPosition before = all.get(random.nextInt(all.size()));
      Set<String> servers =
          turn % 3 == 0 ? Set.of("b") : turn % 3 == 1 ? Set.of("a", "c") : Set.of();
      Query query =
          new Query(
              "",
              "",
              servers.isEmpty() ? "" : "some",
              Optional.of(from),
              Optional.of(to),
              turn % 2 == 0 ? Optional.empty() : Optional.of(before),
              500);
      assertThat(page(query, servers))
          .isEqualTo(
              newestFirst().stream()
                  .filter(it -> servers.isEmpty() || servers.contains(it.server()))
                  .filter(it -> !it.at().isBefore(from) && !it.at().isAfter(to))
                  .filter(it -> turnedOff(query) || it.compareTo(before) < 0)
                  .limit(500)
                  .toList());
    }
  }

  private static boolean turnedOff(Query query) {
    return query.before().isEmpty();
  }

  @Test
  public void blocksWithoutTheirShortFormAreLookedThrough() throws Exception {
    writeThree();
    database.execute("DELETE FROM audit_block");
    table = new AuditTable(database.source());
    assertThat(page(all(Optional.empty(), 1_000), Set.of()))
        .isEqualTo(newestFirst().subList(0, 1_000));
  }

  @Test
  public void manyServersInTurnsFillTheirBlocks() throws Exception {
    for (int turn = 0; turn < 9; turn++) {
      write("a", 1_000);
      write("b", 1_000);
    }
    assertThat(database.query("SELECT COUNT(*) FROM audit_block")).isEqualTo("4");
    assertThat(table.missed()).isFalse();
  }

  @Test
  public void aBlockThatARestartFoundHalfFullIsMissed() throws Exception {
    write("a", 1_000);
    table = new AuditTable(database.source());
    write("a", BLOCK);
    assertThat(table.missed()).isTrue();
    assertThat(table.missed()).isFalse();
    assertThat(table.fillBlocks()).isTrue();
    assertThat(table.fillBlocks()).isFalse();
    assertThat(database.query("SELECT COUNT(*) FROM audit_block")).isEqualTo("1");
  }

  @Test
  public void namesOfServersAreKept() throws Exception {
    write("a", 1);
    table.call(Map.of("a", "mfa1", "nobody", "mfa9"));
    assertThat(table.names()).isEqualTo(Map.of("a", "mfa1"));
    table = new AuditTable(database.source());
    assertThat(table.names()).isEqualTo(Map.of("a", "mfa1"));
    assertThat(table.search(new Search(all(Optional.empty(), 1), Set.of())))
        .extracting(Numbered::name)
        .containsExactly("mfa1");
    table.call(Map.of("a", "mfa2"));
    assertThat(table.names()).isEqualTo(Map.of("a", "mfa2"));
    assertThat(table.lasts()).isEqualTo(Map.of("a", 1L));
  }
}
