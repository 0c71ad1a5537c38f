package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.state.journal.StateRule.append;
import static org.vedette.state.journal.StateRule.contents;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Forced;

public class FailingDiskTest {
  @Rule public final StateRule rule = new StateRule();
  private FaultyFolder folder;

  private OpenState start() throws Exception {
    OpenState state =
        rule.start(
            rule.path(),
            real -> {
              folder = new FaultyFolder(real);
              return folder;
            },
            Optional.empty());
    append(state, Samples.step(1));
    return state;
  }

  private void refusesThenHeals(OpenState state) throws Exception {
    Map<String, String> before = contents(state);
    state.tables().claims().claim(Samples.claim("step-2", "owner-2"));
    for (int i = 0; i < 2; i++) {
      assertThat(append(state, Samples.step(2))).isInstanceOf(Forced.Unavailable.class);
      assertThat(contents(state)).isEqualTo(before);
      assertThat(state.health().status()).isEqualTo(Health.Status.CRITICAL);
    }
    folder.heal();
    assertThat(append(state, Samples.step(2))).isInstanceOf(Forced.Done.class);
    assertThat(state.health()).isEqualTo(Health.ok());
    append(state, Samples.step(3));
    Map<String, String> after = contents(state);
    assertThat(state.auditAfter(0, 10)).hasSize(3).allMatch(ChainedRecord::intact);
    rule.stop();
    OpenState again = rule.start();
    assertThat(contents(again)).isEqualTo(after);
    assertThat(again.auditAfter(0, 10)).hasSize(3).allMatch(ChainedRecord::intact);
  }

  @Test
  public void aHalfWrittenEntryIsCutOff() throws Exception {
    OpenState state = start();
    folder.writable = 40;
    refusesThenHeals(state);
    assertThat(rule.segments()).hasSize(2);
  }

  @Test
  public void aSegmentThatCannotBeCutIsAbandoned() throws Exception {
    OpenState state = start();
    folder.writable = 40;
    folder.truncateFails = true;
    refusesThenHeals(state);
    assertThat(rule.segments()).hasSize(3);
  }

  @Test
  public void aForceThatFailsIsUnavailableThoughTheBytesAreThere() throws Exception {
    OpenState state = start();
    folder.forceFails = true;
    folder.truncateFails = true;
    refusesThenHeals(state);
  }

  @Test
  public void littleFreeSpaceIsUnavailable() throws Exception {
    OpenState state = start();
    folder.usable = 1 << 20;
    refusesThenHeals(state);
  }

  @Test
  public void nothingCanBeCreated() throws Exception {
    OpenState state = start();
    folder.forceFails = true;
    folder.createFails = true;
    folder.renameFails = true;
    refusesThenHeals(state);
  }

  @Test
  public void healsWithoutAnybodySigningIn() throws Exception {
    OpenState state = start();
    folder.writable = 0;
    append(state, Samples.step(2));
    state.probe();
    assertThat(state.health().status()).isEqualTo(Health.Status.CRITICAL);
    folder.heal();
    Map<String, String> before = contents(state);
    state.probe();
    Awaitility.await().until(() -> state.health().equals(Health.ok()));
    assertThat(contents(state)).isEqualTo(before);
    rule.stop();
    assertThat(contents(rule.start())).isEqualTo(before);
  }

  @Test
  public void aSlowDiskIsSaidSoWhileItLastsAndShortlyAfter() throws Exception {
    OpenState state = start();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    folder.beforeChange =
        () -> {
          begun.countDown();
          awaitQuietly(answers);
        };
    var waiting = state.append(Samples.step(2)).toCompletableFuture();
    begun.await();
    assertThat(state.health()).isEqualTo(Health.ok());
    rule.pass(Duration.ofSeconds(2));
    assertThat(state.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(state.health().message()).contains("2000 ms");
    rule.pass(Duration.ofSeconds(4));
    assertThat(state.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(waiting).isNotDone();

    folder.beforeChange = () -> {};
    answers.countDown();
    assertThat(StateRule.get(waiting)).isInstanceOf(Forced.Done.class);
    assertThat(state.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(state.health().message()).contains("6000 ms");
    rule.pass(Duration.ofSeconds(11));
    assertThat(state.health()).isEqualTo(Health.ok());
  }

  @Test
  public void whatWaitsForASlowDiskIsBounded() throws Exception {
    OpenState state = start();
    rule.limits(new Limits(1, 64 << 20, 100, 100, 0, 1 << 30));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    folder.beforeChange =
        () -> {
          begun.countDown();
          awaitQuietly(answers);
        };
    var writing = state.append(Samples.step(2)).toCompletableFuture();
    begun.await();
    var waiting = state.append(Samples.step(3)).toCompletableFuture();
    assertThat(append(state, Samples.step(4)))
        .isEqualTo(new Forced.Unavailable("the queue of the journal is full"));
    answers.countDown();
    assertThat(StateRule.get(writing)).isInstanceOf(Forced.Done.class);
    assertThat(StateRule.get(waiting)).isInstanceOf(Forced.Done.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  public void aClaimCanBeReleasedAfterAFailure() throws Exception {
    OpenState state = start();
    folder.writable = 0;
    var claims = state.tables().claims();
    claims.claim(Samples.claim("9", "a"));
    append(state, Samples.claims("x", Samples.claim("9", "a")));
    assertThat(StateRule.get(claims.claim(Samples.claim("9", "b")).toCompletableFuture()))
        .isInstanceOf(ClaimVerdict.Used.class);
    claims.release(Samples.claim("9", "a"));
    assertThat(StateRule.get(claims.claim(Samples.claim("9", "b")).toCompletableFuture()))
        .isInstanceOf(ClaimVerdict.Won.class);
  }

  @Test
  public void aSnapshotThatFailsCostsNothingButSpace() throws Exception {
    OpenState state = start();
    rule.limits(new Limits(1_000, 64 << 20, 100, 100, 0, 1 << 30));
    folder.renameFails = true;
    state.compactSoon();
    assertThat(append(state, Samples.step(2))).isInstanceOf(Forced.Done.class);
    folder.heal();
    assertThat(append(state, Samples.step(3))).isInstanceOf(Forced.Done.class);
    Map<String, String> after = contents(state);
    rule.stop();
    assertThat(contents(rule.start())).isEqualTo(after);
  }
}
