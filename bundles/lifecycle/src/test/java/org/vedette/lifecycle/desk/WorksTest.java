package org.vedette.lifecycle.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.lifecycle.files.KeptJars.Kept;
import org.vedette.lifecycle.files.Trial;
import org.vedette.lifecycle.jar.Digests;

public class WorksTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean over;
  private FakePlatform platform;
  private Home home;
  private Works works;

  @Before
  public void open() throws IOException {
    Path artifact = folder.newFile().toPath();
    Files.writeString(artifact, "old");
    platform =
        new FakePlatform(
            artifact,
            Map.of(
                "throws",
                () -> {
                  throw new IllegalStateException("no luck");
                },
                "waits",
                () -> {
                  never.await();
                  return true;
                },
                "spins",
                () -> {
                  while (!over) {
                    Thread.onSpinWait();
                  }
                  return false;
                },
                "idles",
                () -> false));
    home = new Home(folder.newFolder().toPath());
    works =
        new Works(platform, home, new Swap(platform, () -> Duration.ofMillis(300)), "this process");
  }

  @After
  public void close() {
    over = true;
    never.countDown();
  }

  private Plan plan(String word) throws IOException {
    Path next = folder.newFile().toPath();
    Files.writeString(next, word);
    String from = Digests.sha256(platform.artifact);
    home.kept().keep(FakePlatform.NAME, platform.artifact, platform.word(), from);
    return new Plan(platform.member(), platform.artifact, from, next, Digests.sha256(next), word);
  }

  private String tried(String word) throws Exception {
    Ending ending = works.replace(plan(word), "OP");
    assertThat(platform.word()).isEqualTo("old");
    assertThat(platform.serves()).isTrue();
    assertThat(platform.artifact).hasContent("old");
    assertThat(home.trial()).isEmpty();
    assertThat(home.kept().any(FakePlatform.NAME)).isFalse();
    return ending.match(
        done -> "done", unchanged -> "unchanged", Ending.RolledBack::why, Ending.Failed::why);
  }

  @Test
  public void whatComesUpIsWhatEveryStartInstalls() throws Exception {
    Ending ending = works.replace(plan("new"), "OP");

    assertThat(ending).isInstanceOf(Ending.Done.class);
    assertThat(platform.artifact).hasContent("new");
    assertThat(home.trial()).isEmpty();
    assertThat(home.kept().last(FakePlatform.NAME, Digests.sha256(platform.artifact)))
        .map(Kept::version)
        .contains("old");
  }

  @Test
  public void whatThrowsIsTakenBackWithItsReason() throws Exception {
    assertThat(tried("throws")).isEqualTo("IllegalStateException: no luck");
    assertThat(tried("breaks")).isEqualTo("the activation of Made failed: no luck");
    assertThat(tried("idles")).isEqualTo("not active within 0 s: Made waits for Luck");
  }

  @Test
  public void whatTakesTooLongIsInterruptedAndTakenBack() throws Exception {
    assertThat(tried("waits")).isEqualTo("its activation took longer than 0 s");
    assertThat(platform.done).doesNotContain("reinstall");
  }

  @Test
  public void whatNeverEndsIsLeftBehind() throws Exception {
    assertThat(tried("spins")).contains("cannot be ended");
    assertThat(platform.done).containsSequence("end", "stop", "reinstall");
  }

  @Test
  public void anUpdateLeftHalfDoneIsSettled() throws Exception {
    Plan plan = plan("new");
    platform.replace(7, plan.next());
    home.begin(
        new Trial("OP", FakePlatform.NAME, plan.fromSha256(), plan.toSha256(), "another process"));
    Artifacts artifacts = new Artifacts(folder.getRoot().toPath());

    new Settlement(platform, home, artifacts, "this process").settle();

    assertThat(platform.word()).isEqualTo("old");
    assertThat(home.trial()).isEmpty();
  }

  @Test
  public void aPredecessorsUpdateUnderWayIsLeftAlone() throws Exception {
    Plan plan = plan("new");
    home.begin(
        new Trial("OP", FakePlatform.NAME, plan.fromSha256(), plan.toSha256(), "this process"));

    new Settlement(platform, home, new Artifacts(folder.getRoot().toPath()), "this process")
        .settle();

    assertThat(home.trial()).isPresent();
  }

  @Test
  public void disabledStaysSoAndEnablingIsWatched() throws Exception {
    assertThat(works.disable(platform.member())).isInstanceOf(Ending.Done.class);
    assertThat(home.disabled().has(FakePlatform.NAME)).isTrue();
    assertThat(works.enable(platform.member())).isInstanceOf(Ending.Done.class);
    assertThat(home.disabled().has(FakePlatform.NAME)).isFalse();
  }
}
