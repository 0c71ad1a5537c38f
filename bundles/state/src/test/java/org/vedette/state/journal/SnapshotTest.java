package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vedette.state.journal.StateRule.append;
import static org.vedette.state.journal.StateRule.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.state.file.DamagedJournalException;

public class SnapshotTest {
  @Rule public final StateRule rule = new StateRule();
  private final CountDownLatch appended = new CountDownLatch(1);

  @Test
  public void aKillAtAnyStepOfASnapshotLosesNothing() throws Exception {
    List<Path> copies = new ArrayList<>();
    OpenState state =
        rule.start(
            rule.path(),
            real -> {
              FaultyFolder folder = new FaultyFolder(real);
              folder.beforeChange = () -> copyWhileCompacting(copies);
              return folder;
            },
            Optional.empty());
    for (int n = 1; n <= 10; n++) {
      append(state, Samples.step(n));
    }
    state.keepAuditFrom(10);
    state.compactSoon();
    append(state, Samples.registers(Samples.write("last", Merge.MAX, "x", 1, 1)));
    appended.countDown();
    Awaitility.await().until(() -> rule.segments().size() == 1);
    Map<String, String> after = contents(state);
    rule.stop();
    assertThat(copies).hasSizeGreaterThanOrEqualTo(6);
    for (Path copy : copies) {
      assertThat(contents(rule.start(copy, UnaryOperator.identity(), Optional.empty())))
          .as(copy.toString())
          .isEqualTo(after);
      rule.stop();
    }
    assertThat(contents(rule.start())).isEqualTo(after);
  }

  /** The first copy waits for the last entry, so that each must hold all of them. */
  private void copyWhileCompacting(List<Path> copies) {
    if (Thread.currentThread().getName().equals("vedette-state-keeper")) {
      try {
        assertThat(appended.await(30, TimeUnit.SECONDS)).isTrue();
        copies.add(rule.copy("step" + copies.size()));
      } catch (IOException | InterruptedException failure) {
        throw new AssertionError(failure);
      }
    }
  }

  @Test
  public void aDamagedSnapshotIsRefused() throws Exception {
    OpenState state = rule.start();
    append(state, Samples.step(1));
    state.keepAuditFrom(1);
    state.compactSoon();
    append(state, Samples.registers());
    Awaitility.await().until(() -> rule.segments().size() == 1);
    rule.stop();
    Path snapshot = rule.path().resolve("snapshot");
    byte[] good = Files.readAllBytes(snapshot);
    for (int at = 0; at < good.length; at += 5) {
      byte[] bad = good.clone();
      bad[at] ^= 4;
      Files.write(snapshot, bad);
      assertThatThrownBy(rule::start)
          .isInstanceOf(DamagedJournalException.class)
          .hasMessageContaining("snapshot");
    }
    Files.delete(snapshot);
    assertThatThrownBy(rule::start)
        .isInstanceOf(DamagedJournalException.class)
        .hasMessageContaining("missing");
  }

  @Test
  public void auditRecordsAreKeptUntilTheyAreSafeElsewhere() throws Exception {
    rule.limits(new Limits(10_000, 4_000, 1_000, 5, 0, 1 << 30));
    OpenState state = rule.start();
    for (int n = 1; n <= 200; n++) {
      append(state, JournalEntry.of(Samples.audit(n)));
    }
    List<ChainedRecord> all = state.auditAfter(0, 10_000);
    assertThat(all).hasSize(200).allMatch(ChainedRecord::intact);
    assertThat(state.auditAfter(100, 7))
        .extracting(ChainedRecord::number)
        .containsExactly(101L, 102L, 103L, 104L, 105L, 106L, 107L);
    int many = rule.segments().size();
    assertThat(many).isGreaterThan(3);
    state.keepAuditFrom(200);
    Awaitility.await()
        .until(
            () -> {
              state.compactSoon();
              append(state, Samples.registers());
              return rule.segments().size() <= 2;
            });
    rule.stop();
    OpenState again = rule.start();
    assertThat(again.lastAudit()).isEqualTo(200);
    append(again, JournalEntry.of(Samples.audit(201)));
    ChainedRecord next = again.auditAfter(200, 10).get(0);
    assertThat(next.previous()).isEqualTo(all.get(199).hash());
    assertThat(next.intact()).isTrue();
  }

  @Test
  public void theImageOfThePredecessorIsUsedOnlyWhereItFits() throws Exception {
    OpenState first = rule.start();
    append(first, Samples.step(1));
    Path early = rule.copy("early");
    append(first, Samples.step(2));
    Map<String, String> after = contents(first);
    Optional<byte[]> image = first.close();
    rule.stop();
    assertThat(image).isPresent();

    assertThat(contents(rule.start(rule.path(), UnaryOperator.identity(), image))).isEqualTo(after);
    rule.stop();
    OpenState older = rule.start(early, UnaryOperator.identity(), image);
    assertThat(older.lastAudit()).isEqualTo(1);
    rule.stop();
    byte[] broken = image.orElseThrow().clone();
    broken[broken.length / 2] ^= 1;
    assertThat(contents(rule.start(rule.path(), UnaryOperator.identity(), Optional.of(broken))))
        .isEqualTo(after);
  }

  @Test
  public void manyShortStartsAreCompacted() throws Exception {
    for (int n = 1; n <= 18; n++) {
      OpenState state = rule.start();
      append(state, Samples.registers(Samples.write("k", Merge.COUNT, "s", 1, 1)));
      rule.stop();
    }
    assertThat(rule.segments()).hasSizeLessThan(6);
    assertThat(rule.start().tables().registers().read(new RegisterKey("k", "s")))
        .contains(new RegisterValue(1, 18));
  }
}
