package org.vedette.accounting.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.accounting.Samples.NOW;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Test;
import org.vedette.accounting.Samples;
import org.vedette.accounting.journal.Limits;
import org.vedette.accounting.journal.MemoryDisk;
import org.vedette.accounting.journal.ReportJournal;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.testkit.memory.FakeClock;

public class ForwardingTest {
  private static final String OLD = "radius:old";
  private static final String NEW = "radius:new";
  private static final Limits LIMITS = new Limits(1_000, 1 << 20, 0, 10_000);

  private final FakeClock clock = new FakeClock(NOW);
  private final Map<String, AccountingForwarder> targets = new ConcurrentHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final FakeTarget old = new FakeTarget();
  private final FakeTarget other = new FakeTarget();
  private MemoryDisk disk = new MemoryDisk();
  private ReportJournal journal;
  private Forwarding forwarding;

  @After
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private void start() throws IOException {
    journal = new ReportJournal(disk, () -> LIMITS, clock, new Random(1)::nextLong);
    forwarding =
        new Forwarding(disk, journal, name -> Optional.ofNullable(targets.get(name)), clock);
    open.add(0, forwarding);
    open.add(journal);
  }

  private void restart(MemoryDisk found) throws IOException {
    journal.close();
    disk = found;
    start();
  }

  private long store(String session, String target) throws Exception {
    forwarding.expect(target);
    long number =
        journal
            .append(StoredReport.write(Samples.start(session).target(target).report()))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .match(at -> at.number(), failed -> -1L);
    forwarding.wake(target, false);
    return number;
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(each -> "s" + each).toList();
  }

  private static void await(FakeTarget target, List<String> got) {
    Awaitility.await().untilAsserted(() -> assertThat(target.got).isEqualTo(got));
  }

  @Test
  public void eachTargetGetsItsOwnInOrderOneByOne() throws Exception {
    targets.putAll(Map.of(OLD, old, NEW, other));
    start();
    for (int i = 0; i < 300; i++) {
      store("s" + i, i % 3 == 0 ? "" : OLD);
      store("n" + i, NEW);
    }
    Awaitility.await().until(() -> old.got.size() == 200 && other.got.size() == 300);
    assertThat(old.got)
        .isEqualTo(IntStream.range(0, 300).filter(i -> i % 3 != 0).mapToObj(i -> "s" + i).toList());
    assertThat(old.most.get()).isEqualTo(1);
    assertThat(forwarding.delivered()).isEqualTo(500);
    assertThat(forwarding.trouble()).isEmpty();
  }

  @Test
  public void whatWaitedIsSentInOrderWithItsAge() throws Exception {
    targets.putAll(Map.of(OLD, old, NEW, other));
    old.answer = new AccountingForwarder.Silent("no reply");
    start();
    for (int i = 0; i < 20; i++) {
      store("s" + i, OLD);
      store("s" + i, NEW);
    }
    await(other, names(0, 20));
    Awaitility.await().until(() -> forwarding.trouble().isPresent());
    assertThat(forwarding.trouble().orElseThrow()).contains(OLD, "no reply", NOW.toString());
    assertThat(old.asked.get()).as("it is not asked for each report").isLessThan(5);

    clock.advance(Duration.ofSeconds(90));
    old.answer = new AccountingForwarder.Delivered();
    forwarding.wake(OLD, true);
    await(old, names(0, 20));
    assertThat(old.waited).allMatch(Duration.ofSeconds(90)::equals);
    Awaitility.await().until(() -> forwarding.trouble().isEmpty());
  }

  @Test
  public void missingTargetIsWaitedFor() throws Exception {
    start();
    store("s0", OLD);
    Awaitility.await().until(() -> forwarding.trouble().isPresent());
    targets.put(OLD, old);
    forwarding.wake(OLD, true);
    await(old, names(0, 1));
  }

  @Test
  public void cursorSurvivesARestartAndALossOfPower() throws Exception {
    targets.put(OLD, old);
    start();
    for (int i = 0; i < 10; i++) {
      store("s" + i, OLD);
    }
    await(old, names(0, 10));
    Awaitility.await().until(() -> forwarding.delivered() == 10);
    forwarding.close();
    restart(disk.afterPowerLoss(0));
    store("s10", OLD);
    await(old, names(0, 11));

    old.answer = new AccountingForwarder.Silent("no reply");
    for (int i = 11; i < 15; i++) {
      store("s" + i, OLD);
    }
    forwarding.tick();
    store("late", "radius:unknown");
    // Neither closed nor saved: the last target is found in the journal.
    MemoryDisk found = disk.afterPowerLoss(0);
    old.answer = new AccountingForwarder.Delivered();
    forwarding.close();
    targets.put("radius:unknown", other);
    old.got.clear();
    restart(found);
    Awaitility.await().until(() -> old.got.contains("s14"));
    assertThat(old.got).endsWith("s11", "s12", "s13", "s14");
    await(other, List.of("late"));
  }

  @Test
  public void impossibleOnesAreCountedAndPassed() throws Exception {
    targets.put(OLD, old);
    old.answer = new AccountingForwarder.Impossible("too long");
    start();
    store("s0", OLD);
    Awaitility.await().until(() -> forwarding.lost() == 1);
    old.answer = new AccountingForwarder.Delivered();
    store("s1", OLD);
    await(old, List.of("s1"));
  }

  @Test
  public void givenUpOnesAreCountedForTheirTargetAlone() throws Exception {
    targets.putAll(Map.of(OLD, old, NEW, other));
    old.answer = new AccountingForwarder.Silent("no reply");
    start();
    for (int i = 0; i < 20; i++) {
      store("s" + i, OLD);
      store("n" + i, NEW);
      store("x" + i, "");
    }
    Awaitility.await().until(() -> other.got.size() == 20);
    ReportJournal.File oldest = journal.files().get(0);
    assertThat(oldest.last()).isLessThan(journal.last() - 6);
    forwarding.giveUp(oldest);
    long given = oldest.last() - oldest.first() + 1;
    assertThat(forwarding.lost()).isBetween(given / 3, given / 3 + 1);
    assertThat(forwarding.through()).isEqualTo(oldest.last());

    old.answer = new AccountingForwarder.Delivered();
    forwarding.wake(OLD, true);
    Awaitility.await().until(() -> old.got.contains("s19"));
    assertThat(old.got).hasSize((int) (20 - forwarding.lost()));
    forwarding.close();
    long lost = forwarding.lost();
    restart(disk.afterPowerLoss(0));
    assertThat(forwarding.lost()).as("the count outlives a restart").isEqualTo(lost);
  }

  @Test
  public void filesAreNeededUntilTheirReportsAreThrough() throws Exception {
    targets.put(OLD, old);
    old.answer = new AccountingForwarder.Silent("no reply");
    start();
    long first = store("s0", OLD);
    store("s1", OLD);
    forwarding.tick();
    assertThat(forwarding.through()).isLessThan(first);
    Awaitility.await().until(() -> forwarding.trouble().isPresent());
    old.answer = new AccountingForwarder.Delivered();
    forwarding.wake(OLD, true);
    await(old, names(0, 2));
    Awaitility.await()
        .until(
            () -> {
              forwarding.tick();
              return forwarding.through() >= first + 1;
            });
  }

  @Test
  public void damagedCursorFileHandsAllOnAgain() throws Exception {
    targets.put(OLD, old);
    start();
    store("s0", OLD);
    await(old, names(0, 1));
    forwarding.close();
    MemoryDisk found = disk.afterPowerLoss(0);
    found.put("cursors", new byte[] {9, 9, 9});
    restart(found);
    await(old, List.of("s0", "s0"));
  }
}
