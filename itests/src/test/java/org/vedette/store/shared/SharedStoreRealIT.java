package org.vedette.store.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.user.User;
import org.vedette.itests.real.Postgres;
import org.vedette.store.log.MoveOut;

/** What two servers make of one database of a real PostgreSQL. */
public class SharedStoreRealIT {
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final String DATABASE = "store";

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static Postgres postgres;
  private static PostgresTables tables;
  private static SharedServer a;
  private static SharedServer b;

  private final List<AutoCloseable> more = new ArrayList<>();

  @BeforeClass
  public static void start() throws Exception {
    postgres = new Postgres();
    tables = new PostgresTables(postgres.database(DATABASE));
    a = server("a", tables);
    assertThat(a.write(put("first"))).isEqualTo(new Committed.Done(0, 1));
    b = server("b", tables);
    b.keeping().join();
  }

  @AfterClass
  public static void stop() {
    if (b != null) {
      b.close();
    }
    if (a != null) {
      a.close();
    }
    if (tables != null) {
      tables.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @After
  public void closeOthers() throws Exception {
    Collections.reverse(more);
    for (AutoCloseable each : more) {
      each.close();
    }
  }

  private static SharedServer server(String called, PostgresTables at) throws IOException {
    Path own = FOLDER.getRoot().toPath().resolve(called);
    Files.createDirectories(own);
    return new SharedServer(at, own);
  }

  private SharedServer another(String called, PostgresTables at) throws IOException {
    SharedServer server = server(called, at);
    more.add(server);
    return server;
  }

  private static long last() {
    a.write(put("last" + UUID.randomUUID()));
    return a.keeping().position().index();
  }

  private static User user(String called) {
    return User.builder(UUID.randomUUID(), called, called).build();
  }

  private static Change put(String called) {
    return Change.put(User.TYPE, user(called));
  }

  private static User next(User it) {
    return it.change().enabled(!it.enabled()).build();
  }

  @Test
  public void bothWriteAndBothSeeEverythingInOneOrder() throws Exception {
    long from = last();
    List<CompletionStage<Committed>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(a.append(put("a" + i)));
      answers.add(b.append(put("b" + i)));
    }
    List<Long> indexes = new ArrayList<>();
    for (CompletionStage<Committed> each : answers) {
      indexes.add(((Committed.Done) each.toCompletableFuture().get()).index());
    }
    assertThat(indexes.stream().sorted().toList())
        .isEqualTo(LongStream.rangeClosed(from + 1, from + 100).boxed().toList());
    await().atMost(LONG).until(() -> passed(a) == from + 100 && passed(b) == from + 100);
    assertThat(newest(a)).hasSize(100).isEqualTo(newest(b));
    assertThat(image(b)).isEqualTo(image(a));
  }

  private static long passed(SharedServer of) {
    return of.keeping().passed().orElseThrow().index();
  }

  private static List<String> newest(SharedServer of) {
    List<String> all = of.heard();
    return all.subList(all.size() - 100, all.size());
  }

  private static byte[] image(SharedServer of) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    of.keeping().export(image);
    return image.toByteArray();
  }

  @Test
  public void whatOneChangesTheOtherReadsSoon() {
    User alice = user("seen");
    a.write(Change.put(User.TYPE, alice));
    await().atMost(LONG).until(() -> b.knows(alice));
    User changed = next(alice);
    assertThat(b.write(Change.put(User.TYPE, changed))).isInstanceOf(Committed.Done.class);
    assertThat(b.knows(changed)).as("who writes reads it at once").isTrue();
    await().atMost(Duration.ofSeconds(1)).until(() -> a.knows(changed));
    assertThat(a.write(Change.put(User.TYPE, changed)))
        .isEqualTo(new Committed.Conflict("user", "version"));
    assertThat(a.write(put("seen"))).isInstanceOf(Committed.Conflict.class);
  }

  @Test
  public void anAnswerToACommitThatIsLostIsFoundOut() {
    long from = last();
    a.database().failAfterCommit(1);
    User made = user("made");
    assertThat(a.write(Change.put(User.TYPE, made))).isEqualTo(new Committed.Done(0, from + 1));
    a.database().failBeforeCommit(1);
    assertThat(a.write(put("unmade"))).isInstanceOf(Committed.Unavailable.class);
    assertThat(a.records().findByKey(User.TYPE, "name:unmade")).isEmpty();
    assertThat(a.write(put("next"))).isEqualTo(new Committed.Done(0, from + 2));
    await().atMost(LONG).until(() -> b.knows(made));
  }

  @Test
  public void aServerWithoutTheKeysTakesNoChanges() throws Exception {
    SharedServer stranger = another("stranger", tables);
    assertThat(stranger.keeping().mine()).isFalse();
    assertThat(stranger.write(put("strange")))
        .isInstanceOfSatisfying(
            Committed.Unavailable.class,
            no -> assertThat(no.why()).contains("belongs to other servers"));
    assertThat(stranger.worst().status()).isEqualTo(Health.Status.CRITICAL);
    int before = stranger.replacements();
    stranger.keeping().join();
    assertThat(stranger.replacements())
        .as("what is sealed can be opened now")
        .isEqualTo(before + 1);
    assertThat(stranger.write(put("friend"))).isInstanceOf(Committed.Done.class);
    stranger.keeping().leave();
    assertThat(stranger.write(put("gone"))).isInstanceOf(Committed.Unavailable.class);
  }

  @Test
  public void whoMissedChangesThatAreNotToldAnyMoreReadsEverythingAnew() {
    User alice = user("missed");
    a.write(Change.put(User.TYPE, alice));
    await().atMost(LONG).until(() -> b.knows(alice));
    long from = last();
    await().atMost(LONG).until(() -> passed(b) == from);
    int before = b.replacements();
    // One statement: b sees either nothing of it or all.
    postgres.sql(
        DATABASE,
        "with gone as (delete from change_told) update log_position set log_index = log_index + 7");
    await().atMost(LONG).until(() -> b.replacements() > before);
    assertThat(b.write(put("later"))).isEqualTo(new Committed.Done(0, from + 8));
    await().atMost(LONG).until(() -> passed(a) == from + 8);
  }

  @Test
  public void aChangeThatTheDatabaseCannotKeepHarmsNoOther() throws Exception {
    List<CompletableFuture<Committed>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      User each = user("u" + i);
      answers.add(
          a.append(Change.put(User.TYPE, i == 10 ? user("u\0" + i) : each)).toCompletableFuture());
    }
    for (int i = 0; i < 20; i++) {
      assertThat(answers.get(i).get())
          .as("change " + i)
          .isInstanceOf(i == 10 ? Committed.Unavailable.class : Committed.Done.class);
    }
    assertThat(a.worst()).isEqualTo(Health.ok());
  }

  @Test
  public void connectionsThatAreCutAreMadeAnew() {
    User alice = user("cut");
    a.write(Change.put(User.TYPE, alice));
    await().atMost(LONG).until(() -> b.knows(alice));
    postgres.sql(
        "postgres",
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
            + DATABASE
            + "'");
    User changed = next(alice);
    await()
        .atMost(LONG)
        .until(() -> a.write(Change.put(User.TYPE, changed)) instanceof Committed.Done);
    await().atMost(LONG).until(() -> b.knows(changed));
    await().atMost(LONG).until(() -> b.worst().equals(Health.ok()));
  }

  @Test
  public void withoutTheDatabaseWhatIsRememberedServesAndChangesAreRefused() {
    User alice = user("out");
    a.write(Change.put(User.TYPE, alice));
    await().atMost(LONG).until(() -> b.knows(alice));
    postgres.stop();
    try {
      assertThat(a.write(put("refused")))
          .isInstanceOfSatisfying(
              Committed.Unavailable.class,
              no -> assertThat(no.why()).contains("changes cannot be written"));
      assertThat(b.knows(alice)).isTrue();
      await().atMost(LONG).until(() -> b.worst().status() == Health.Status.CRITICAL);
      assertThat(b.worst().toString()).contains(tables.url()).doesNotContain(Postgres.PASSWORD);
    } finally {
      postgres.start();
    }
    User changed = next(alice);
    await()
        .atMost(LONG)
        .until(() -> a.write(Change.put(User.TYPE, changed)) instanceof Committed.Done);
    await().atMost(LONG).until(() -> b.knows(changed));
    await().atMost(LONG).until(() -> a.worst().equals(Health.ok()));
    await().atMost(LONG).until(() -> b.worst().equals(Health.ok()));
  }

  @Test
  public void recordsMoveIntoAnEmptyDatabaseOnly() throws Exception {
    a.write(put("alice"));
    byte[] image = image(a);
    long from = a.keeping().position().index();
    PostgresTables fresh = new PostgresTables(postgres.database("moved"));
    more.add(fresh);
    Path waiting = FOLDER.newFolder("c").toPath().resolve(MoveOut.WRITTEN);
    Files.write(waiting, image);
    SharedServer c = another("c", fresh);
    await().atMost(LONG).until(() -> c.worst().equals(Health.ok()) && c.parts().size() == 2);
    assertThat(c.records().findByKey(User.TYPE, "name:alice")).isPresent();
    assertThat(c.write(put("bob"))).isEqualTo(new Committed.Done(0, from + 1));
    assertThat(waiting).doesNotExist();

    Files.write(FOLDER.newFolder("d").toPath().resolve(MoveOut.WRITTEN), image);
    SharedServer d = another("d", fresh);
    assertThat(d.write(put("carol")))
        .isInstanceOfSatisfying(
            Committed.Unavailable.class,
            no -> assertThat(no.why()).contains("holds records already"));
    assertThat(d.worst().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(d.keeping().position()).isEqualTo(c.keeping().position());
  }
}
