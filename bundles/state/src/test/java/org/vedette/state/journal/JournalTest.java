package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.state.journal.StateRule.append;
import static org.vedette.state.journal.StateRule.contents;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.store.Decoder;

public class JournalTest {
  @Rule public final StateRule rule = new StateRule();

  @Test
  public void everythingIsInEffectWhenTheStageCompletesAndAfterARestart() throws Exception {
    OpenState state = rule.start();
    for (int n = 1; n <= 20; n++) {
      assertThat(append(state, Samples.step(n))).isInstanceOf(Forced.Done.class);
    }
    assertThat(state.tables().registers().read(new RegisterKey("failures", "user1")))
        .contains(new RegisterValue(1, 7));
    assertThat(state.tables().challenges().open()).isEqualTo(1);
    Map<String, String> before = contents(state);
    String server = state.server();
    rule.stop();

    OpenState again = rule.start();
    assertThat(contents(again)).isEqualTo(before).hasSizeGreaterThan(25);
    assertThat(again.server()).isEqualTo(server);
  }

  @Test
  public void auditRecordsAreChainedAcrossStarts() throws Exception {
    List<ChainedRecord> all = new ArrayList<>();
    for (int start = 1; start <= 3; start++) {
      OpenState state = rule.start();
      append(state, JournalEntry.of(Samples.audit(2 * start)));
      append(state, JournalEntry.of(Samples.audit(2 * start + 1)));
      all = state.auditAfter(0, 100);
      rule.stop();
    }
    assertThat(all).hasSize(6).allMatch(ChainedRecord::intact);
    assertThat(all).extracting(ChainedRecord::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(all).extracting(ChainedRecord::boot).containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
    assertThat(all.get(0).previous()).containsOnly(0).hasSize(ChainedRecord.HASH_LENGTH);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).previous()).isEqualTo(all.get(i - 1).hash());
    }
    AuditRecord last = AuditRecord.read(new Decoder(all.get(5).record()));
    assertThat(last).isEqualTo(Samples.audit(7));
  }

  @Test
  public void aFullQueueIsUnavailable() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(1);
    rule.limits(new Limits(2, 64 << 20, 100, 100, 0, 1 << 30));
    OpenState state =
        rule.start(
            rule.path(),
            real -> {
              FaultyFolder folder = new FaultyFolder(real);
              folder.beforeChange =
                  () -> {
                    if (Thread.currentThread().getName().equals("vedette-state-writer")) {
                      writing.countDown();
                      await(blocked);
                    }
                  };
              return folder;
            },
            Optional.empty());
    List<CompletableFuture<Forced>> stages = new ArrayList<>();
    stages.add(state.append(Samples.step(1)).toCompletableFuture());
    await(writing);
    for (int n = 2; n <= 4; n++) {
      stages.add(state.append(Samples.step(n)).toCompletableFuture());
    }
    assertThat(StateRule.get(stages.get(3)))
        .isEqualTo(new Forced.Unavailable("the queue of the journal is full"));
    blocked.countDown();
    assertThat(stages.subList(0, 3).stream().map(StateRule::get))
        .allMatch(Forced.Done.class::isInstance);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  public void anEntryThatIsTooLargeOrMalformedIsRefusedAlone() throws Exception {
    OpenState state = rule.start();
    assertThat(append(state, Samples.claims("x".repeat(9000), Samples.claim("1", "a"))))
        .isInstanceOf(Forced.Unavailable.class);
    assertThat(append(state, Samples.opens((org.vedette.api.state.Challenge[]) badChallenge())))
        .isInstanceOf(Forced.Unavailable.class);
    assertThat(append(state, Samples.step(1))).isInstanceOf(Forced.Done.class);
  }

  private static org.vedette.api.state.Challenge[] badChallenge() {
    var good = Samples.challenge(1, Samples.START);
    return new org.vedette.api.state.Challenge[] {
      new org.vedette.api.state.Challenge(
          good.token(),
          null,
          "",
          good.application(),
          "",
          "",
          good.user(),
          good.enrollment(),
          "",
          good.opened(),
          good.expires(),
          1,
          Map.of(),
          new byte[0],
          org.vedette.api.state.Challenge.Origin.typed())
    };
  }

  @Test
  public void aClaimThatSomebodyElseTookOverCannotBeJournaled() throws Exception {
    OpenState state = rule.start();
    var claims = state.tables().claims();
    claims.claim(Samples.claim("7", "slow"));
    rule.pass(Duration.ofSeconds(31));
    assertThat(StateRule.get(claims.claim(Samples.claim("7", "quick")).toCompletableFuture()))
        .isInstanceOf(ClaimVerdict.Won.class);
    assertThat(append(state, Samples.claims("granted", Samples.claim("7", "slow"))))
        .isInstanceOf(Forced.Unavailable.class);
    assertThat(append(state, Samples.claims("granted", Samples.claim("7", "quick"))))
        .isInstanceOf(Forced.Done.class);
  }

  @Test
  public void aClaimOnDiskIsUsedAfterARestartAndItsOutcomeIsRepeatedFor30Seconds()
      throws Exception {
    OpenState state = rule.start();
    state.tables().claims().claim(Samples.claim("7", "me"));
    append(state, Samples.claims("granted", Samples.claim("7", "me")));
    rule.stop();
    rule.pass(Duration.ofSeconds(29));
    OpenState again = rule.start();
    assertThat(verdict(again, "me"))
        .isInstanceOfSatisfying(
            ClaimVerdict.Mine.class,
            mine -> assertThat(mine.outcome()).isEqualTo(Samples.bytes("granted")));
    assertThat(verdict(again, "other")).isInstanceOf(ClaimVerdict.Used.class);
    rule.pass(Duration.ofSeconds(1));
    assertThat(verdict(again, "me")).isInstanceOf(ClaimVerdict.Used.class);
  }

  private static ClaimVerdict verdict(OpenState state, String owner) {
    return StateRule.get(
        state.tables().claims().claim(Samples.claim("7", owner)).toCompletableFuture());
  }

  @Test
  public void aTakenChallengeComesBackAfterARestart() throws Exception {
    OpenState state = rule.start();
    append(state, Samples.opens(Samples.challenge(1, Samples.START.plusSeconds(60))));
    assertThat(state.tables().challenges().take(Samples.token(1))).isPresent();
    assertThat(state.tables().challenges().take(Samples.token(1))).isEmpty();
    rule.stop();
    assertThat(rule.start().tables().challenges().take(Samples.token(1))).isPresent();
  }

  @Test
  public void aKindMergesAsItsFirstWriteSaid() throws Exception {
    OpenState state = rule.start();
    append(state, Samples.registers(Samples.write("k", Merge.MAX, "s", 1, 5)));
    assertThat(append(state, Samples.registers(Samples.write("k", Merge.COUNT, "s", 1, 5))))
        .isInstanceOf(Forced.Unavailable.class);
    assertThat(state.tables().registers().read(new RegisterKey("k", "s")))
        .contains(new RegisterValue(1, 5));
  }

  @Test
  public void listenersHearOfAuditRecordsUntilTheyClose() throws Exception {
    OpenState state = rule.start();
    List<Long> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
    AutoCloseable listening = state.onAudit(() -> heard.add(state.lastAudit()));
    append(state, JournalEntry.of(Samples.audit(1)));
    Awaitility.await().until(() -> heard.equals(List.of(1L)));
    listening.close();
    append(state, JournalEntry.of(Samples.audit(2)));
    rule.stop();
    assertThat(heard).containsExactly(1L);
  }

  @Test
  public void concurrentAppendersAllGetTheirAnswerAndNothingIsLost() throws Exception {
    rule.limits(new Limits(100_000, 200_000, 1_000, 50, 0, 1 << 30));
    OpenState state = rule.start();
    List<CompletableFuture<Forced>> stages =
        java.util.stream.IntStream.range(0, 4_000)
            .parallel()
            .mapToObj(
                n ->
                    state
                        .append(
                            new JournalEntry(
                                List.of(Samples.claim("c" + n, "o")),
                                new byte[0],
                                List.of(Samples.write("n", Merge.COUNT, "all", 1, 1)),
                                List.of(),
                                List.of(),
                                List.of(Samples.audit(n))))
                        .toCompletableFuture())
            .toList();
    assertThat(stages.stream().map(StateRule::get)).allMatch(Forced.Done.class::isInstance);
    assertThat(state.tables().registers().read(new RegisterKey("n", "all")))
        .contains(new RegisterValue(1, 4_000));
    Map<String, String> before = contents(state);
    assertThat(before.get("audit")).isEqualTo("4000");
    assertThat(state.auditAfter(0, 10_000)).hasSize(4_000).allMatch(ChainedRecord::intact);
    rule.stop();
    assertThat(contents(rule.start())).isEqualTo(before);
  }

  @Test
  public void randomEntriesSurviveRestartsHandoversAndSnapshots() throws Exception {
    Random random = new Random(42);
    rule.limits(new Limits(1_000, 8_000, 40, 10, 0, 1 << 30));
    Map<String, String> before = null;
    Optional<byte[]> left = Optional.empty();
    for (int round = 0; round < 8; round++) {
      OpenState state = rule.start(rule.path(), UnaryOperator.identity(), left);
      if (before != null) {
        assertThat(contents(state)).as("round %d", round).isEqualTo(before);
      }
      for (int n = 0; n < 60; n++) {
        append(state, random(random));
        if (random.nextInt(20) == 0) {
          state.compactSoon();
        }
      }
      before = contents(state);
      Optional<byte[]> image = state.close();
      rule.stop();
      left = round % 2 == 0 ? image : Optional.empty();
    }
    assertThat(before).hasSizeGreaterThan(30);
  }

  private static JournalEntry random(Random random) {
    Merge merge = Merge.values()[random.nextInt(3)];
    String subject =
        random.nextBoolean() ? "s" + random.nextInt(9) : new UUID(5, random.nextInt(9)).toString();
    int n = random.nextInt(1_000);
    return new JournalEntry(
        random.nextInt(3) == 0 ? List.of(Samples.claim("v" + n, "o")) : List.of(),
        Samples.bytes("outcome" + n),
        List.of(Samples.write("k" + merge, merge, subject, random.nextInt(4), random.nextInt(9))),
        random.nextInt(3) == 0
            ? List.of(Samples.challenge(n, Samples.START.plusSeconds(n)))
            : List.of(),
        random.nextInt(3) == 0 ? List.of(Samples.token(random.nextInt(1_000))) : List.of(),
        random.nextBoolean() ? List.of(Samples.audit(n)) : List.of());
  }
}
