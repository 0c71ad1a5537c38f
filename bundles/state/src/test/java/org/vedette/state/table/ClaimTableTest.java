package org.vedette.state.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.state.journal.Samples.bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.state.journal.Samples;

public class ClaimTableTest {
  private Instant now = Samples.START;
  private final ClaimTable table = new ClaimTable(() -> now, Runnable::run);

  private static Claim claim(String owner) {
    return Samples.claim("1", owner);
  }

  private ClaimVerdict decide(Claim claim) {
    CompletableFuture<ClaimVerdict> stage = table.claim(claim).toCompletableFuture();
    assertThat(stage).isDone();
    return stage.join();
  }

  @Test
  public void ofAHundredThreadsOneWins() throws Exception {
    CyclicBarrier start = new CyclicBarrier(100);
    List<CompletableFuture<ClaimVerdict>> verdicts = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String owner = "owner" + i;
      CompletableFuture<ClaimVerdict> verdict = new CompletableFuture<>();
      verdicts.add(verdict);
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  table.claim(claim(owner)).thenAccept(verdict::complete);
                } catch (Exception failure) {
                  verdict.completeExceptionally(failure);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<ClaimVerdict> all = new ArrayList<>();
    for (CompletableFuture<ClaimVerdict> verdict : verdicts) {
      all.add(verdict.get(1, TimeUnit.SECONDS));
    }
    assertThat(all).filteredOn(ClaimVerdict.Won.class::isInstance).hasSize(1);
    assertThat(all).filteredOn(ClaimVerdict.Used.class::isInstance).hasSize(99);
  }

  @Test
  public void aRepetitionOfTheRequestThatHoldsTheClaimWaitsForItsOutcome() {
    assertThat(decide(claim("a"))).isInstanceOf(ClaimVerdict.Won.class);
    CompletableFuture<ClaimVerdict> repeated = table.claim(claim("a")).toCompletableFuture();
    assertThat(repeated).isNotDone();
    assertThat(table.reserve(List.of(claim("a")))).isTrue();
    assertThat(repeated).isNotDone();
    table.finish(List.of(claim("a")), bytes("granted"), now);
    assertThat(repeated.join())
        .isInstanceOfSatisfying(
            ClaimVerdict.Mine.class,
            mine -> assertThat(mine.outcome()).isEqualTo(bytes("granted")));
  }

  @Test
  public void aRepetitionWinsWhatWasReleased() {
    decide(claim("a"));
    CompletableFuture<ClaimVerdict> repeated = table.claim(claim("a")).toCompletableFuture();
    table.release(claim("b"));
    assertThat(repeated).isNotDone();
    table.release(claim("a"));
    assertThat(repeated.join()).isInstanceOf(ClaimVerdict.Won.class);
    assertThat(decide(claim("b"))).isInstanceOf(ClaimVerdict.Used.class);
  }

  @Test
  public void aPendingClaimIsFreeAfter30Seconds() {
    decide(claim("a"));
    now = now.plusMillis(29_999);
    assertThat(decide(claim("b"))).isInstanceOf(ClaimVerdict.Used.class);
    now = now.plusMillis(1);
    assertThat(decide(claim("b"))).isInstanceOf(ClaimVerdict.Won.class);
    assertThat(table.reserve(List.of(claim("a")))).isFalse();
  }

  @Test
  public void aReservedClaimDoesNotEnd() {
    decide(claim("a"));
    table.reserve(List.of(claim("a")));
    now = now.plusSeconds(60);
    table.sweep();
    table.release(claim("a"));
    assertThat(decide(claim("b"))).isInstanceOf(ClaimVerdict.Used.class);
    table.unreserve(List.of(claim("a")));
    assertThat(decide(claim("b"))).isInstanceOf(ClaimVerdict.Used.class);
    now = now.plusSeconds(30);
    table.sweep();
    assertThat(table.size()).isZero();
  }

  @Test
  public void allClaimsOfAnEntryAreReservedOrNone() {
    Claim other = Samples.claim("2", "b");
    decide(claim("a"));
    decide(other);
    assertThat(table.reserve(List.of(claim("a"), Samples.claim("2", "a")))).isFalse();
    table.release(claim("a"));
    assertThat(decide(claim("c"))).isInstanceOf(ClaimVerdict.Won.class);
    assertThat(table.reserve(List.of(claim("c"), claim("c")))).isFalse();
  }

  @Test
  public void theOutcomeIsRepeatedFor30SecondsAndTheClaimHoldsToItsEnd() {
    Claim claim = new Claim("k", "v", bytes("a"), Optional.of(now.plus(Duration.ofMinutes(2))));
    decide(claim);
    table.reserve(List.of(claim));
    table.finish(List.of(claim), bytes("granted"), now);
    now = now.plusSeconds(29);
    assertThat(decide(claim)).isInstanceOf(ClaimVerdict.Mine.class);
    now = now.plusSeconds(1);
    assertThat(decide(claim)).isInstanceOf(ClaimVerdict.Used.class);
    table.sweep();
    assertThat(table.size()).isEqualTo(1);
    now = now.plusSeconds(90);
    assertThat(decide(claim)).isInstanceOf(ClaimVerdict.Won.class);
  }

  @Test
  public void aClaimThatEndsSoonStillRepeatsItsOutcome() {
    Claim claim = new Claim("k", "v", bytes("a"), Optional.of(now.plusSeconds(5)));
    table.finish(List.of(claim), bytes("granted"), now);
    now = now.plusSeconds(10);
    table.sweep();
    assertThat(decide(claim)).isInstanceOf(ClaimVerdict.Mine.class);
    now = now.plusSeconds(20);
    table.sweep();
    assertThat(table.size()).isZero();
  }

  @Test
  public void aClosedTableDecidesNothing() {
    decide(claim("a"));
    CompletableFuture<ClaimVerdict> repeated = table.claim(claim("a")).toCompletableFuture();
    table.close();
    assertThat(repeated.join()).isInstanceOf(ClaimVerdict.Unavailable.class);
    assertThat(decide(claim("b"))).isInstanceOf(ClaimVerdict.Unavailable.class);
  }
}
