package org.vedette.state.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.state.journal.Samples.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;

public class RegisterTableTest {
  private static final RegisterKey KEY = new RegisterKey("k", "s");

  private static RegisterValue after(List<RegisterWrite> writes) {
    RegisterTable table = new RegisterTable();
    writes.forEach(write -> table.write("me", write));
    return table.read(KEY).orElseThrow();
  }

  @Test
  public void maxKeepsTheGreaterValueAndLatestTheGreaterStamp() {
    assertThat(after(List.of(write("k", Merge.MAX, "s", 9, 1), write("k", Merge.MAX, "s", 1, 2))))
        .isEqualTo(new RegisterValue(1, 2));
    assertThat(
            after(
                List.of(write("k", Merge.LATEST, "s", 9, 1), write("k", Merge.LATEST, "s", 1, 2))))
        .isEqualTo(new RegisterValue(9, 1));
    assertThat(
            after(
                List.of(write("k", Merge.LATEST, "s", 9, 1), write("k", Merge.LATEST, "s", 9, 2))))
        .isEqualTo(new RegisterValue(9, 2));
  }

  @Test
  public void aGreaterStampBeginsANewCount() {
    assertThat(
            after(
                List.of(
                    write("k", Merge.COUNT, "s", 1, 1),
                    write("k", Merge.COUNT, "s", 1, 2),
                    write("k", Merge.COUNT, "s", 2, 1),
                    write("k", Merge.COUNT, "s", 2, 4),
                    write("k", Merge.COUNT, "s", 1, 8))))
        .isEqualTo(new RegisterValue(2, 5));
  }

  @Test
  public void maxAndLatestDoNotDependOnTheOrder() {
    Random random = new Random(1);
    for (Merge merge : List.of(Merge.MAX, Merge.LATEST)) {
      for (int round = 0; round < 100; round++) {
        List<RegisterWrite> writes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          writes.add(write("k", merge, "s", random.nextInt(4), random.nextInt(4)));
        }
        RegisterValue expected = after(writes);
        Collections.shuffle(writes, random);
        assertThat(after(writes)).isEqualTo(expected);
      }
    }
  }

  @Test
  public void countsOfServersAreAddedAndMergeByMaximum() {
    Cell.Counts counts = new Cell.Counts(1, Map.of("me", 3L));
    Cell both = counts.merge(new Cell.Counts(1, Map.of("other", 2L)));
    assertThat(both.read()).isEqualTo(new RegisterValue(1, 5));
    assertThat(((Cell.Counts) both).merge(new Cell.Counts(1, Map.of("other", 1L)))).isEqualTo(both);
    assertThat(((Cell.Counts) both).merge(new Cell.Counts(0, Map.of("other", 9L)))).isEqualTo(both);
    assertThat(((Cell.Counts) both).merge(new Cell.Counts(2, Map.of("other", 1L))).read())
        .isEqualTo(new RegisterValue(2, 1));
  }

  @Test
  public void subjectsThatLookLikeIdsAreKeptApart() {
    RegisterTable table = new RegisterTable();
    String id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    table.write("me", write("k", Merge.MAX, id, 1, 1));
    table.write("me", write("k", Merge.MAX, id.toUpperCase(java.util.Locale.ROOT), 1, 2));
    table.write("me", write("k", Merge.MAX, "zzzzzzzz-d9cb-469f-a165-70867728950e", 1, 3));
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.read(new RegisterKey("k", id))).contains(new RegisterValue(1, 1));
    assertThat(table.read(new RegisterKey("other", id))).isEmpty();
  }
}
