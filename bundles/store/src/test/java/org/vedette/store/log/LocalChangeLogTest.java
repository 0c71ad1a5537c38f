package org.vedette.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;
import org.vedette.api.user.User;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Samples;
import org.vedette.store.db.Stores;
import org.vedette.store.db.TestDatabase;

public class LocalChangeLogTest {
  private static final Actor ADMIN = new Actor("admin", "rest", "192.0.2.1");
  private static final Limits LIMITS =
      new Limits(1000, 64, Duration.ofSeconds(30), Duration.ofMillis(50), 1 << 20);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Acts acts = new Acts();
  private final FaultyChannel.Disk disk = new FaultyChannel.Disk();
  private final List<LocalChangeLog> opened = new ArrayList<>();
  private final TestDatabase database;
  private final RecordStore store;
  private Path file;
  private volatile Health health = Health.ok();

  public LocalChangeLogTest() throws IOException {
    database = TestDatabase.first();
    store = Stores.silent(database);
  }

  private static final class Acts implements ActLog {
    private volatile boolean ready = true;
    private volatile Forced answer = new Forced.Done();
    private final List<List<Effect>> recorded = new ArrayList<>();

    @Override
    public boolean ready(Duration limit) {
      return ready;
    }

    @Override
    public synchronized CompletionStage<Forced> record(Actor actor, List<Effect> effects) {
      recorded.add(effects);
      return CompletableFuture.completedFuture(answer);
    }

    synchronized int count() {
      return recorded.size();
    }
  }

  @Before
  public void place() throws IOException {
    file = folder.newFolder().toPath().resolve("log").resolve("changes.log");
  }

  @After
  public void close() {
    opened.forEach(LocalChangeLog::close);
  }

  private LocalChangeLog open(RecordStore target, Limits limits) {
    LocalChangeLog log =
        new LocalChangeLog(
            file,
            path -> new FaultyChannel(ChangeFile.openFile(path), disk),
            target,
            acts,
            limits,
            state -> health = state);
    opened.add(log);
    log.start();
    return log;
  }

  private LocalChangeLog open() {
    return open(store, LIMITS);
  }

  private static Committed append(LocalChangeLog log, String name) {
    return log.append(Change.put(User.TYPE, Samples.user(name)), ADMIN)
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static String why(Committed committed) {
    return ((Committed.Unavailable) committed).why();
  }

  @Test
  public void changesAreAppliedAuditedAndNumbered() {
    LocalChangeLog log = open();
    assertThat(append(log, "alice")).isEqualTo(new Committed.Done(0, 1));
    assertThat(append(log, "bob")).isEqualTo(new Committed.Done(0, 2));
    assertThat(acts.count()).isEqualTo(2);
    assertThat(store.position()).isEqualTo(new Position(0, 2));
  }

  @Test
  public void conflictIsAnsweredAndNotAudited() {
    LocalChangeLog log = open();
    append(log, "alice");
    assertThat(append(log, "alice")).isEqualTo(new Committed.Conflict("user", "name:alice"));
    assertThat(acts.count()).isEqualTo(1);
    assertThat(append(log, "bob")).isEqualTo(new Committed.Done(0, 3));
  }

  @Test
  public void whatTheDatabaseHasLostIsAppliedAgain() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    ByteArrayOutputStream older = new ByteArrayOutputStream();
    store.export(older);
    append(log, "bob");
    goBackTo(older.toByteArray());
    assertThat(append(log, "carol")).isEqualTo(new Committed.Done(0, 3));
    assertThat(append(log, "bob")).as("bob is there").isInstanceOf(Committed.Conflict.class);

    goBackTo(older.toByteArray());
    Awaitility.await("also when nobody writes")
        .until(() -> store.position().equals(new Position(0, 4)));
    assertThat(append(log, "carol")).as("carol is there").isInstanceOf(Committed.Conflict.class);
  }

  /** Behind the back of the log. */
  private void goBackTo(byte[] image) throws IOException {
    Stores.silent(database).install(new ByteArrayInputStream(image));
  }

  @Test
  public void manyAtOnceAreAllDoneInOrder() {
    LocalChangeLog log = open();
    List<CompletableFuture<Committed>> answers =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    log.append(Change.put(User.TYPE, Samples.user("user" + i)), ADMIN)
                        .toCompletableFuture())
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).orTimeout(20, TimeUnit.SECONDS).join())
          .isEqualTo(new Committed.Done(0, i + 1));
    }
  }

  @Test
  public void logBringsAnOlderDatabaseUpToDate() throws IOException {
    LocalChangeLog log = open();
    for (int i = 0; i < 20; i++) {
      append(log, "user" + i % 15);
    }
    log.close();
    RecordStore older = Stores.silent(TestDatabase.second());
    for (int i = 0; i < 3; i++) {
      append(open(older, LIMITS), "user0");
      opened.get(opened.size() - 1).close();
    }
    assertThat(older.position()).isEqualTo(new Position(0, 23));
    assertThat(open(store, LIMITS)).isNotNull();
    assertThat(store.digest()).isEqualTo(older.digest());
  }

  @Test
  public void withoutJournalNothingIsChanged() throws IOException {
    acts.ready = false;
    LocalChangeLog log = open();
    assertThat(why(append(log, "alice"))).contains("journal");
    assertThat(store.position().index()).isZero();
    assertThat(Files.size(file)).isEqualTo(LogFile.HEADER);
    acts.ready = true;
    assertThat(append(log, "alice")).isEqualTo(new Committed.Done(0, 1));
  }

  @Test
  public void changeStandsWhenTheJournalFailsAfterIt() {
    acts.answer = new Forced.Unavailable("full");
    assertThat(append(open(), "alice")).isEqualTo(new Committed.Done(0, 1));
  }

  @Test
  public void memberOfAGroupTakesNoChanges() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    database.mark("3");
    assertThat(why(append(log, "bob"))).contains("replication");
    assertThat(store.position().index()).isEqualTo(1);
  }

  @Test
  public void fullDiskRefusesAndHealsByItself() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    byte[] before = Files.readAllBytes(file);
    for (long left : new long[] {0, 1, 17, 60}) {
      disk.left(left);
      assertThat(why(append(log, "bob"))).contains("No space left on device");
      assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
    disk.left(Long.MAX_VALUE);
    assertThat(append(log, "bob")).isEqualTo(new Committed.Done(0, 2));
    assertThat(health).isEqualTo(Health.ok());
  }

  @Test
  public void healsWithoutAnybodyChangingAnything() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    byte[] before = Files.readAllBytes(file);
    disk.left(100);
    append(log, "bob");
    disk.left(Long.MAX_VALUE);
    Awaitility.await().until(() -> health.equals(Health.ok()));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(append(log, "carol")).isEqualTo(new Committed.Done(0, 2));
  }

  @Test
  public void whatCannotBeTakenBackIsSaidSo() {
    LocalChangeLog log = open();
    append(log, "alice");
    disk.left(20);
    disk.truncates(false);
    assertThat(why(append(log, "bob"))).contains("it is not known");
    disk.left(Long.MAX_VALUE);
    disk.truncates(true);
    assertThat(append(log, "carol")).isEqualTo(new Committed.Done(0, 2));
  }

  @Test
  public void unopenableFileRefusesAndHeals() throws IOException {
    Files.writeString(file.getParent(), "in the way");
    LocalChangeLog log = open();
    assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(append(log, "alice")).isInstanceOf(Committed.Unavailable.class);
    Files.delete(file.getParent());
    assertThat(append(log, "alice")).isEqualTo(new Committed.Done(0, 1));
    assertThat(health).isEqualTo(Health.ok());
  }

  @Test
  public void unwritableDatabaseTakesTheLogEntryBack() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    byte[] before = Files.readAllBytes(file);
    database.failWrites(1);
    assertThat(why(append(log, "bob"))).contains("injected").doesNotContain("not known");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(append(log, "bob")).isEqualTo(new Committed.Done(0, 2));
  }

  @Test
  public void lostCommitIsReportedAsUnknown() {
    LocalChangeLog log = open();
    database.failAfterCommits(1);
    assertThat(why(append(log, "alice"))).contains("it is not known");
    assertThat(append(log, "alice")).isEqualTo(new Committed.Conflict("user", "name:alice"));
  }

  @Test
  public void unreadableDatabaseRefuses() {
    LocalChangeLog log = open();
    database.readable(false);
    assertThat(append(log, "alice")).isInstanceOf(Committed.Unavailable.class);
    database.readable(true);
    assertThat(append(log, "alice")).isEqualTo(new Committed.Done(0, 1));
  }

  @Test
  public void longFileIsEmptiedOnceApplied() throws IOException {
    LocalChangeLog log = open(store, new Limits(10, 4, LIMITS.turn(), LIMITS.turn(), 1000));
    for (int i = 0; i < 40; i++) {
      append(log, "user" + i);
      assertThat(Files.size(file)).isLessThan(1000 + 300);
    }
    log.close();
    assertThat(append(open(), "last")).isEqualTo(new Committed.Done(0, 41));
  }

  @Test
  public void installedImageEndsTheOldLog() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    store.export(image);
    append(log, "bob");
    append(log, "carol");
    store.install(new ByteArrayInputStream(image.toByteArray()));
    log.close();
    LocalChangeLog again = open();
    assertThat(store.position()).isEqualTo(new Position(0, 1));
    assertThat(append(again, "bob")).isEqualTo(new Committed.Done(0, 2));
  }

  @Test
  public void logOfAnotherDatabaseIsRefused() throws IOException {
    LocalChangeLog log = open(store, new Limits(10, 4, LIMITS.turn(), LIMITS.turn(), 100));
    append(log, "alice");
    append(log, "bob");
    log.close();
    try (LogFile stray = LogFile.open(file, ChangeFile::openFile)) {
      byte[] change = Changes.toBytes(Change.put(User.TYPE, Samples.user("carol")));
      stray.append(List.of(new LogEntry(new Position(0, 9), change)));
    }
    LocalChangeLog again = open();
    assertThat(health.message()).contains("begins at 9", "ends at 2");
    assertThat(append(again, "carol")).isInstanceOf(Committed.Unavailable.class);
  }

  @Test
  public void fullQueueAndLateTurnAreRefused() throws Exception {
    LocalChangeLog log =
        open(store, new Limits(2, 4, Duration.ofMillis(30), Duration.ofMillis(30), 1 << 20));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                store.alone(
                    () -> {
                      holding.countDown();
                      awaitQuietly(release);
                    }));
    holder.start();
    holding.await();
    List<CompletableFuture<Committed>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      User user = Samples.user("user" + i);
      answers.add(log.append(Change.put(User.TYPE, user), ADMIN).toCompletableFuture());
    }
    List<String> reasons =
        answers.stream().map(each -> why(each.orTimeout(20, TimeUnit.SECONDS).join())).toList();
    assertThat(reasons).anyMatch(why -> why.contains("are waiting to be written"));
    assertThat(reasons).anyMatch(why -> why.contains("not written within"));
    release.countDown();
    holder.join();
    assertThat(append(log, "last")).isInstanceOf(Committed.Done.class);
    assertThat(store.position().index()).isEqualTo(1);
  }

  @Test
  public void successorWaitsUntilTheFileIsFree() throws IOException {
    LocalChangeLog log = open();
    append(log, "alice");
    LocalChangeLog successor = open();
    assertThat(health.message()).contains("in use");
    assertThat(append(successor, "bob")).isInstanceOf(Committed.Unavailable.class);
    log.close();
    assertThat(append(successor, "bob")).isEqualTo(new Committed.Done(0, 2));
  }

  @Test
  public void closedLogRefuses() {
    LocalChangeLog log = open();
    log.close();
    assertThat(why(append(log, "alice"))).contains("being replaced");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
