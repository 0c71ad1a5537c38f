package org.vedette.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.user.User;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Samples;
import org.vedette.store.db.Stores;
import org.vedette.store.db.TestDatabase;

public class MoveOutTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Actor ADMIN = new Actor("admin", "rest", "192.0.2.1");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final class NoActs implements ActLog {
    @Override
    public boolean ready(Duration limit) {
      return true;
    }

    @Override
    public CompletionStage<Forced> record(Actor actor, List<Effect> effects) {
      return CompletableFuture.completedFuture(new Forced.Done());
    }
  }

  private LocalChangeLog open(RecordStore store) {
    Path root = folder.getRoot().toPath();
    ChangeWriter writer =
        new GroupWriter(
            new ChangeFile(root.resolve("changes.log"), ChangeFile::openFile, store),
            store,
            Limits.DEFAULT,
            state -> {});
    LocalChangeLog log =
        new LocalChangeLog(
            new MoveOut(writer, store, root.resolve("move-out"), root.resolve("moved")),
            store,
            new NoActs(),
            Limits.DEFAULT);
    log.start();
    return log;
  }

  private static Committed add(LocalChangeLog log, String user) {
    return log.append(Change.put(User.TYPE, Samples.user(user)), ADMIN)
        .toCompletableFuture()
        .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Test
  public void whatIsMovedOutIsWholeAndNothingComesAfterIt() throws IOException {
    RecordStore store = Stores.silent(TestDatabase.first());
    Path moved = folder.getRoot().toPath().resolve("moved");
    try (LocalChangeLog log = open(store)) {
      assertThat(add(log, "alice")).isInstanceOf(Committed.Done.class);
      Files.createFile(folder.getRoot().toPath().resolve("move-out"));
      assertThat(add(log, "bob"))
          .isInstanceOfSatisfying(
              Committed.Unavailable.class, no -> assertThat(no.why()).contains("moved"));
      assertThat(folder.getRoot().toPath().resolve("move-out")).doesNotExist();
    }
    RecordStore other = Stores.silent(TestDatabase.second());
    other.install(new ByteArrayInputStream(Files.readAllBytes(moved)));
    assertThat(other.digest()).isEqualTo(store.digest());
    Files.delete(moved);
    try (LocalChangeLog log = open(store)) {
      assertThat(add(log, "bob")).isEqualTo(new Committed.Done(0, 2));
    }
  }

  @Test
  public void theFileIsWrittenAlsoWhenNobodyChangesAnything() throws IOException {
    RecordStore store = Stores.silent(TestDatabase.first());
    try (LocalChangeLog log = open(store)) {
      Files.createFile(folder.getRoot().toPath().resolve("move-out"));
      Awaitility.await()
          .atMost(LONG)
          .until(() -> Files.exists(folder.getRoot().toPath().resolve("moved")));
      assertThat(log).isNotNull();
    }
  }
}
