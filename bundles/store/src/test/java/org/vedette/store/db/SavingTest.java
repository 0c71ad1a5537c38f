package org.vedette.store.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.user.User;

/** The file of an H2 database is written between two changes, and at no other time. */
public class SavingTest {
  private static final RecordStore.Observer NOBODY =
      new RecordStore.Observer() {
        @Override
        public void applied(List<Effect> effects) {}

        @Override
        public void replaced() {}
      };

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<String> acts = new ArrayList<>();
  private long now;
  private int users;

  /** Notes when it is written and saved. */
  private final class Noting implements Database {
    private final Database database;

    Noting(Database database) {
      this.database = database;
    }

    @Override
    public <R> R write(Work<R> work) throws IOException {
      acts.add("begin");
      R result = database.write(work);
      acts.add("end");
      return result;
    }

    @Override
    public <R> R read(Function<EntityManager, R> work) {
      return database.read(work);
    }

    @Override
    public void save() throws IOException {
      acts.add("save");
      database.save();
    }

    @Override
    public void checkpoint() throws IOException {
      database.checkpoint();
    }
  }

  private void apply(RecordStore store) throws IOException {
    users++;
    store.apply(0, users, Changes.toBytes(Change.put(User.TYPE, Samples.user("user-" + users))));
  }

  @Test
  public void itIsWrittenTwiceASecondBetweenTwoChanges() throws IOException {
    RecordStore store = new RecordStore(new Noting(TestDatabase.first()), NOBODY, () -> now);
    apply(store);
    now += TimeUnit.MILLISECONDS.toNanos(499);
    apply(store);
    assertThat(acts).doesNotContain("save");
    now += TimeUnit.MILLISECONDS.toNanos(1);
    apply(store);
    apply(store);
    assertThat(acts)
        .containsExactly("begin", "end", "begin", "end", "save", "begin", "end", "begin", "end");
  }

  @Test
  public void h2DoesNotWriteItByItself() throws Exception {
    Path file = folder.getRoot().toPath();
    try (TestDatabase database = TestDatabase.inFile(file)) {
      RecordStore store = new RecordStore(database, NOBODY, () -> now);
      store.checkpoint();
      Path data = data(file);
      byte[] before = Files.readAllBytes(data);
      apply(store);
      // Twice as long as H2 would wait, whose thread looks ten times in that.
      TimeUnit.MILLISECONDS.sleep(1000);
      assertThat(Files.readAllBytes(data)).isEqualTo(before);
      database.save();
      assertThat(Files.readAllBytes(data)).isNotEqualTo(before);
    }
  }

  private static Path data(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".mv.db")).findFirst().orElseThrow();
    }
  }
}
