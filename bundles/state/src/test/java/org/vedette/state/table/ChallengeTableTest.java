package org.vedette.state.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.state.journal.Samples.challenge;
import static org.vedette.state.journal.Samples.token;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.Test;
import org.vedette.api.state.Challenge;
import org.vedette.state.journal.Samples;

public class ChallengeTableTest {
  private static final UUID APPLICATION = new UUID(1, 1);

  private Instant now = Samples.START;
  private final ChallengeTable table = new ChallengeTable(() -> now, () -> 3, Runnable::run);

  private static Challenge lasting(int n, int seconds) {
    return challenge(n, Samples.START.plusSeconds(seconds));
  }

  @Test
  public void aChallengeIsTakenOnceAndCanBePutBack() {
    table.open(lasting(1, 60));
    assertThat(table.openFor(new UUID(2, 1), APPLICATION)).isPresent();
    Challenge taken = table.take(token(1)).orElseThrow();
    assertThat(table.take(token(1))).isEmpty();
    assertThat(table.find(token(1))).isEmpty();
    assertThat(table.known(token(1))).isTrue();
    assertThat(table.openFor(new UUID(2, 1), APPLICATION)).contains(taken);
    table.putBack(taken);
    assertThat(table.take(token(1))).contains(taken);
    table.close(token(1));
    assertThat(table.known(token(1))).isFalse();
    table.putBack(taken);
    assertThat(table.find(token(1))).isEmpty();
    assertThat(table.open()).isZero();
  }

  @Test
  public void ofAHundredTakersOneGetsIt() {
    table.open(lasting(1, 60));
    long winners =
        IntStream.range(0, 100).parallel().filter(i -> table.take(token(1)).isPresent()).count();
    assertThat(winners).isEqualTo(1);
  }

  @Test
  public void anExpiredChallengeIsGone() {
    table.open(lasting(1, 60));
    now = now.plusSeconds(59);
    assertThat(table.find(token(1))).isPresent();
    now = now.plusSeconds(1);
    assertThat(table.find(token(1))).isEmpty();
    assertThat(table.take(token(1))).isEmpty();
    assertThat(table.openFor(new UUID(2, 1), APPLICATION)).isEmpty();
    table.sweep();
    assertThat(table.open()).isZero();
  }

  @Test
  public void expiredOnesGiveWayBeforeTheOldest() {
    table.open(lasting(1, 60));
    table.open(lasting(2, 10));
    table.open(lasting(3, 60));
    now = now.plusSeconds(20);
    table.open(lasting(4, 60));
    assertThat(table.find(token(1))).isPresent();
    table.open(lasting(5, 60));
    assertThat(table.find(token(1))).isEmpty();
    assertThat(table.find(token(3))).isPresent();
    assertThat(table.open()).isEqualTo(3);
  }

  @Test
  public void theNewestOfAUserIsFoundAndAReplacementOfTheSameTokenIsOpen() {
    table.open(lasting(1, 60));
    table.take(token(1));
    table.open(lasting(1, 90));
    assertThat(table.openFor(new UUID(2, 1), APPLICATION))
        .map(Challenge::expires)
        .contains(Samples.START.plusSeconds(90));
  }
}
