package org.vedette.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;
import org.vedette.client.http.answer.Answer;
import org.vedette.client.http.answer.BodyTest;
import org.vedette.client.http.answer.Judge;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.answer.StatusSet;
import org.vedette.client.http.answer.Verdict;
import org.vedette.client.http.answer.Verdict.State;
import org.vedette.testkit.memory.FakeClock;

public class WatchTest {
  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Watch watch = new Watch("http:main", "https://sms.example.com", clock);

  private static final Judge JUDGE =
      new Judge(
          new Rules(
              StatusSet.parse(List.of("200")).orElseThrow(),
              BodyTest.NONE,
              Optional.empty(),
              new StatusSet(List.of()),
              BodyTest.NONE,
              Optional.empty()));

  private Verdict answer(int status, String retryAfter) {
    return JUDGE.judge(Answer.of(status, Optional.of(retryAfter), ""), "id", clock.instant());
  }

  private static Verdict failure(State state) {
    return Verdict.unreachable("it does not work", state);
  }

  @Test
  public void oneMessageAtATimeTriesAProviderThatIsDown() {
    watch.ended(watch.pass(), failure(State.DOWN));
    assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
    clock.advance(Duration.ofSeconds(1));
    Watch.Pass trial = watch.pass();
    assertThat(trial).isInstanceOf(Watch.Trial.class);
    assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
    watch.ended(trial, answer(200, ""));
    assertThat(watch.pass()).isInstanceOf(Watch.Open.class);
    assertThat(watch.health()).isEqualTo(Health.ok());
  }

  @Test
  public void trialsThatFailComeLessOften() {
    watch.ended(watch.pass(), failure(State.DOWN));
    for (int seconds : List.of(1, 2, 4, 8, 15, 15)) {
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
      clock.advance(Duration.ofMillis(1));
      Watch.Pass trial = watch.pass();
      assertThat(trial).as("after " + seconds).isInstanceOf(Watch.Trial.class);
      watch.ended(trial, failure(State.FAILED));
    }
    assertThat(watch.health().status()).isEqualTo(Health.Status.CRITICAL);
  }

  @Test
  public void aTrialThatWasNotSentLeavesTheNextOneItsTurn() {
    watch.ended(watch.pass(), failure(State.DOWN));
    clock.advance(Duration.ofSeconds(1));
    watch.unused(watch.pass());
    assertThat(watch.pass()).isInstanceOf(Watch.Trial.class);
  }

  @Test
  public void failuresCountOnlyInARow() {
    for (int i = 0; i < 10; i++) {
      watch.ended(watch.pass(), failure(State.FAILED));
      watch.ended(watch.pass(), failure(State.FAILED));
      watch.ended(watch.pass(), answer(200, ""));
    }
    assertThat(watch.pass()).isInstanceOf(Watch.Open.class);
    for (int i = 0; i < 3; i++) {
      watch.ended(watch.pass(), failure(State.FAILED));
    }
    assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
  }

  @Test
  public void wrongCredentialsAreTriedOnceAMinute() {
    watch.ended(watch.pass(), failure(State.REFUSES_US));
    clock.advance(Duration.ofSeconds(59));
    assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(watch.pass()).isInstanceOf(Watch.Trial.class);
  }

  @Test
  public void aPauseLastsAsLongAsTheProviderSays() {
    watch.ended(watch.pass(), answer(429, "30"));
    assertThat(watch.health().status()).isEqualTo(Health.Status.WARN);
    clock.advance(Duration.ofSeconds(29));
    assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(watch.pass()).isInstanceOf(Watch.Open.class);
    assertThat(watch.health()).isEqualTo(Health.ok());
  }

  @Test
  public void aPauseSaysNothingOfAProviderThatIsDown() {
    watch.ended(watch.pass(), failure(State.DOWN));
    clock.advance(Duration.ofSeconds(1));
    watch.ended(watch.pass(), answer(503, "5"));
    assertThat(watch.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(watch.pass()).isInstanceOf(Watch.Shut.class);
    clock.advance(Duration.ofSeconds(5));
    assertThat(watch.pass()).isInstanceOf(Watch.Trial.class);
  }
}
