package org.vedette.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.accounting.Samples.NOW;
import static org.vedette.accounting.Samples.start;
import static org.vedette.accounting.Samples.stop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.accounting.forward.FakeTarget;
import org.vedette.accounting.journal.Limits;
import org.vedette.accounting.journal.MemoryDisk;
import org.vedette.accounting.journal.MemoryDisk.Failure;
import org.vedette.accounting.table.AccountingTable;
import org.vedette.accounting.table.StoredSessions;
import org.vedette.accounting.table.TestDatabase;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.accounting.AccountingSessions.Query;
import org.vedette.api.accounting.AccountingSessions.Session;
import org.vedette.api.accounting.AccountingVerdict;
import org.vedette.api.accounting.AccountingVerdict.Refused;
import org.vedette.api.accounting.AccountingVerdict.Stored;
import org.vedette.api.lifecycle.Health.Status;
import org.vedette.testkit.memory.FakeClock;

public class OpenAccountingTest {
  private static final Query ALL = new Query("", "", Optional.empty(), 0, 1000);

  @Rule public final TestDatabase database = new TestDatabase();
  private final FakeClock clock = new FakeClock(NOW);
  private final Map<String, AccountingForwarder> targets = new ConcurrentHashMap<>();
  private final List<OpenAccounting> all = new ArrayList<>();
  private volatile Optional<AccountingTable> table = Optional.empty();
  private Limits limits = new Limits(2_000, 1 << 20, 100, 10_000);

  @After
  public void close() {
    all.forEach(OpenAccounting::close);
  }

  private OpenAccounting open(MemoryDisk disk) throws IOException {
    OpenAccounting open =
        new OpenAccounting(
            disk,
            () ->
                new AccountingSettings(
                    Path.of("unused"), limits, Duration.ofDays(90), 1_000, Duration.ofHours(24)),
            () -> table,
            name -> Optional.ofNullable(targets.get(name)),
            clock);
    all.add(open);
    return open;
  }

  private void databaseComes() {
    table = Optional.of(new AccountingTable(database.source()));
  }

  private static AccountingVerdict take(OpenAccounting open, Samples samples) throws Exception {
    CompletionStage<AccountingVerdict> stage = open.desk().take(samples.report());
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private List<Session> sessions(OpenAccounting open) {
    return new StoredSessions(() -> table, open::catchUp, () -> Duration.ofHours(24), clock)
        .search(ALL);
  }

  @Test
  public void whatIsAcknowledgedIsFoundAtOnce() throws Exception {
    databaseComes();
    OpenAccounting open = open(new MemoryDisk());
    for (int i = 0; i < 100; i++) {
      assertThat(take(open, start("s" + i))).isEqualTo(new Stored(false));
    }
    assertThat(sessions(open)).hasSize(100);
    Awaitility.await().until(() -> open.health().status() == Status.OK);
    assertThat(open.health().message()).contains("stored=100", "repeated=0");
  }

  @Test
  public void repetitionsAreStoredOnceAlsoAfterALossOfPower() throws Exception {
    databaseComes();
    MemoryDisk disk = new MemoryDisk();
    OpenAccounting open = open(disk);
    take(open, start("s"));
    assertThat(take(open, start("s").at(5).delay(5))).isEqualTo(new Stored(true));
    OpenAccounting next = open(disk.afterPowerLoss(0));
    assertThat(take(next, start("s").at(10).delay(10))).isEqualTo(new Stored(true));
    assertThat(take(next, stop("s").at(20))).isEqualTo(new Stored(false));
    assertThat(sessions(next)).singleElement().extracting(Session::reports).isEqualTo(2L);
  }

  @Test
  public void whatIsNotOnDiskIsRefusedAndTakenLater() throws Exception {
    databaseComes();
    MemoryDisk disk = new MemoryDisk();
    OpenAccounting open = open(disk);
    disk.failure = Failure.FORCE;
    assertThat(take(open, start("s"))).isInstanceOf(Refused.class);
    assertThat(open.health().status()).isEqualTo(Status.CRITICAL);
    disk.failure = Failure.NONE;
    assertThat(take(open, start("s").at(5).delay(5))).isEqualTo(new Stored(false));
    disk.usable = 50;
    assertThat(take(open, stop("s").at(9)).match(it -> "", Refused::why)).contains("full");
    disk.usable = 1_000;
    clock.advance(Duration.ofSeconds(10));
    Awaitility.await().until(() -> open.health().status() == Status.OK);
    assertThat(sessions(open)).hasSize(1);
  }

  @Test
  public void reportsWaitForTheDatabaseAndAreEnteredOnce() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    OpenAccounting open = open(disk);
    for (int i = 0; i < 50; i++) {
      take(open, start("s" + i));
    }
    Awaitility.await().until(() -> open.health().status() == Status.CRITICAL);
    assertThat(open.health().message()).contains("not open");
    databaseComes();
    open.wake();
    assertThat(sessions(open)).hasSize(50);
    // The process dies with all in the database and nothing of the journal released.
    OpenAccounting next = open(disk.afterPowerLoss(0));
    take(next, stop("s0").at(60));
    assertThat(sessions(next)).hasSize(50);
    assertThat(database.count("acct_report")).isEqualTo(51);
  }

  @Test
  public void oldJournalIsNotEntered() throws Exception {
    databaseComes();
    MemoryDisk disk = new MemoryDisk();
    OpenAccounting open = open(disk);
    take(open, start("s0"));
    MemoryDisk copy = disk.afterPowerLoss(0);
    take(open, start("s1"));
    take(open, start("s2"));
    assertThat(sessions(open)).hasSize(3);
    OpenAccounting restored = open(copy);
    take(restored, start("s3"));
    Awaitility.await()
        .until(() -> restored.health().message().contains("an old copy of the journal"));
    assertThat(database.count("acct_report")).isEqualTo(3);
  }

  @Test
  public void oldestGiveWayForASilentTargetOnly() throws Exception {
    databaseComes();
    limits = new Limits(2_000, 20_000, 0, 10_000);
    FakeTarget silent = new FakeTarget();
    silent.answer = new AccountingForwarder.Silent("no reply");
    targets.put("radius:old", silent);
    MemoryDisk disk = new MemoryDisk();
    OpenAccounting open = open(disk);
    for (int i = 0; i < 120; i++) {
      assertThat(take(open, start("s" + i).target("radius:old"))).isEqualTo(new Stored(false));
      if (i % 10 == 9) {
        clock.advance(Duration.ofSeconds(4));
        assertThat(sessions(open)).hasSize(i + 1);
      }
    }
    Awaitility.await()
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(4));
              open.wake();
              return open.health().message().contains("Lost for good");
            });
    assertThat(open.health().status()).isEqualTo(Status.WARN);
    silent.answer = new AccountingForwarder.Delivered();
    open.wake("radius:old");
    Awaitility.await()
        .until(
            () -> {
              clock.advance(Duration.ofSeconds(1));
              open.wake("radius:old");
              return silent.got.contains("s119");
            });
    assertThat(silent.got.size()).isBetween(20, 119);
    assertThat(sessions(open)).as("the database has all").hasSize(120);
  }
}
