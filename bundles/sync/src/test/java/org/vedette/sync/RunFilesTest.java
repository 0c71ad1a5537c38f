package org.vedette.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.sync.SyncRun;

public class RunFilesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path place() {
    return folder.getRoot().toPath().resolve("sync");
  }

  private static SyncRun run(int number) {
    return new SyncRun(
        "r" + number,
        SyncRun.Kind.FULL,
        SyncRun.State.DONE,
        "tester",
        Instant.ofEpochSecond(number),
        Optional.of(Instant.ofEpochSecond(number + 1L)),
        "end",
        3,
        4,
        Map.of("added", 3L),
        List.of(new SyncRun.Line("corp", "u1", "alice", "add", "mail: (none) -> a@b.example")),
        "",
        Optional.of("list"));
  }

  @Test
  public void aRunIsFoundAgainByASuccessor() {
    new RunFiles(place()).keep(run(1));
    RunFiles successor = new RunFiles(place());
    assertThat(successor.find("r1")).contains(run(1));
    assertThat(successor.all()).singleElement().satisfies(it -> assertThat(it.lines()).isEmpty());
    assertThat(successor.find("../r1")).isEmpty();
  }

  @Test
  public void theLastFiftyAreKept() {
    RunFiles files = new RunFiles(place());
    for (int i = 0; i < 60; i++) {
      files.keep(run(i));
    }
    assertThat(files.all()).hasSize(RunFiles.MOST);
    assertThat(files.all().get(0).id()).isEqualTo("r59");
    assertThat(files.find("r5")).isEmpty();
    assertThat(place().toFile().list((File dir, String name) -> name.endsWith(".run")))
        .hasSize(RunFiles.MOST);
    assertThat(new RunFiles(place()).all()).hasSize(RunFiles.MOST);
  }

  @Test
  public void runsByTheClockThatHadNothingToDoStandForEachOther() {
    RunFiles files = new RunFiles(place());
    files.keep(run(1));
    for (int i = 2; i < 9; i++) {
      SyncRun it = run(i);
      files.keep(
          new SyncRun(
              it.id(),
              it.kind(),
              it.state(),
              RunFiles.SCHEDULE,
              it.began(),
              it.ended(),
              it.phase(),
              0,
              0,
              Map.of(),
              List.of(),
              "",
              Optional.empty()));
    }
    assertThat(files.all()).extracting(SyncRun::id).containsExactly("r8", "r1");
    assertThat(new RunFiles(place()).all()).hasSize(2);
  }

  @Test
  public void whatIsDamagedIsLeftOut() throws IOException {
    new RunFiles(place()).keep(run(1));
    Files.write(place().resolve("r2.run"), new byte[] {0, 0, 0, 1, 9, 9});
    assertThat(new RunFiles(place()).all()).extracting(SyncRun::id).containsExactly("r1");
  }

  @Test
  public void aRunThatWasInterruptedIsKnown() {
    RunFiles files = new RunFiles(place());
    assertThat(files.interrupted()).isEmpty();
    files.begun(SyncRun.Kind.INCREMENTAL, Optional.empty());
    assertThat(new RunFiles(place()).interrupted()).contains(SyncRun.Kind.INCREMENTAL);
    files.ended();
    assertThat(new RunFiles(place()).interrupted()).isEmpty();
  }
}
