package org.vedette.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.testkit.directory.MemoryDirectory;

/** A run that was killed anywhere is made again; nobody is added twice, nobody is lost. */
public class ResumeTest {
  private static final int PEOPLE = 130;
  private static final String SALES = "OU=Sales,DC=corp,DC=example";

  private final MemoryDirectory directory = new MemoryDirectory(50);
  private final Bench bench = new Bench();

  public ResumeTest() {
    bench.sources.put(Items.CORP, directory);
    directory.container("sales", MemoryDirectory.ROOT, "Sales");
    directory.container("stock", MemoryDirectory.ROOT, "Stock");
    for (int i = 0; i < PEOPLE; i++) {
      directory.user("p" + i, "sales", Items.person("person" + i));
    }
    bench.put(Items.in("sales", 1, SALES, SyncRules.USUAL));
  }

  /** Takes so many changes and then none any more, like a process that is killed. */
  private static final class Mortal implements ChangeLog {
    private final ChangeLog log;
    private int left;

    private Mortal(ChangeLog log, int left) {
      this.log = log;
      this.left = left;
    }

    @Override
    public CompletionStage<Committed> append(Change change, Actor actor) {
      if (left-- <= 0) {
        throw new IllegalStateException("killed");
      }
      return log.append(change, actor);
    }
  }

  /** Runs until the process is killed; returns whether it was. */
  private boolean killedAfter(int changes, SyncRun.Kind kind) {
    Mortal mortal = new Mortal(bench.records, changes);
    Ports ports = bench.ports();
    Ports dying =
        new Ports(
            ports.records(),
            () -> Optional.of(mortal),
            ports.enrollments(),
            ports.mails(),
            ports.sources(),
            ports.clock(),
            UUID::randomUUID);
    Tally tally = new Tally("x", kind, "test", bench.clock.instant());
    try {
      new Run(
              dying,
              bench.settings,
              kind,
              Optional.empty(),
              Bench.ACTOR,
              tally,
              new Patience(),
              new HashMap<>())
          .go();
      return false;
    } catch (IllegalStateException killed) {
      return true;
    }
  }

  @Test
  public void aFullRunThatIsKilledAfterEachChangeInTurnEndsRight() {
    int kills = 0;
    while (killedAfter(kills == 0 ? 0 : 1, SyncRun.Kind.FULL)) {
      kills++;
      assertThat(bench.records.all(User.TYPE)).hasSameSizeAs(bench.records.all(DirectoryLink.TYPE));
    }
    assertThat(kills).isGreaterThan(3);
    assertThat(bench.records.all(User.TYPE)).hasSize(PEOPLE);
    assertThat(bench.changes().kind()).isEqualTo(SyncRun.Kind.INCREMENTAL);
  }

  @Test
  public void whatChangedIsNotForgottenByAKill() {
    bench.full();
    Map<String, String> mail = Map.of("mail", "p@corp.example");
    for (int i = 0; i < PEOPLE; i++) {
      directory.modify("p" + i, mail);
    }
    directory.move("p7", "stock", "p7");
    while (killedAfter(1, SyncRun.Kind.INCREMENTAL)) {
      assertThat(bench.records.all(User.TYPE)).hasSize(PEOPLE);
    }
    assertThat(bench.records.all(User.TYPE).stream().filter(it -> it.email().isEmpty()))
        .extracting(User::username)
        .containsExactly("person7");
    assertThat(bench.user("person7").orElseThrow().enabled()).isFalse();
  }

  @Test
  public void aStoppedRunEndsBetweenTwoChangesAndTheNextGoesOn() {
    Patience patience = new Patience();
    patience.stop();
    bench.patience = patience;
    assertThat(bench.full().state()).isEqualTo(SyncRun.State.STOPPED);
    bench.patience = new Patience();
    assertThat(bench.full().count("added")).isEqualTo(PEOPLE);
    assertThat(bench.full().count("added")).isZero();
  }

  @Test
  public void whatIsStillToBeDoneForNewUsersIsDoneLater() {
    for (int i = 0; i < PEOPLE; i++) {
      directory.modify("p" + i, Map.of("phone.mobile", "+41 44 668 18 00"));
    }
    bench.put(
        Items.with(
            Items.in("sales", 1, SALES, SyncRules.USUAL),
            it -> Items.asked(it, "text", "standard")));
    bench.full();
    Enrollments enrollments = new Enrollments(bench.records);
    bench.enrollments = Optional.of(enrollments);
    bench.full();
    bench.full();
    assertThat(enrollments.orders).hasSize(PEOPLE);
  }

  @Test
  public void aRestoredBackupGoesOnFromWhereItsUsersAre() {
    bench.full();
    DirectoryState before = new Shelf(bench.records, UUID::randomUUID).directory(Items.CORP);
    directory.modify("p1", Map.of("mail", "p1@corp.example"));
    bench.changes();
    DirectoryState after = new Shelf(bench.records, UUID::randomUUID).directory(Items.CORP);
    assertThat(Integer.parseInt(after.cursor())).isGreaterThan(Integer.parseInt(before.cursor()));
  }

  @Test
  public void aDirectoryThatCannotTellChangesIsReadAsAWhole() {
    bench.full();
    directory.forgetful(true);
    directory.modify("p1", Map.of("mail", "p1@corp.example"));
    SyncRun run = bench.changes();
    assertThat(run.kind()).isEqualTo(SyncRun.Kind.FULL);
    assertThat(run.count("updated")).isEqualTo(1);
  }

  @Test
  public void nothingIsWrittenWhereNothingChanged() {
    bench.full();
    int before = bench.records.actors().size();
    bench.changes();
    assertThat(bench.records.actors()).hasSize(before);
  }
}
