package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class StallsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Stalls stalls = new Stalls();
  private final Map<String, Stalls.At> at = new HashMap<>();
  private Instant now = Instant.EPOCH;

  private Optional<String> stalled(long ahead) {
    return stalls.stalled(List.of("b", "c"), ahead, name -> Optional.ofNullable(at.get(name)), now);
  }

  private void follows(String name, long index) {
    at.put(name, new Stalls.At(index, false));
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  @Test
  public void whoIsBehindAndDoesNotMoveIsFound() {
    follows("b", 5);
    follows("c", 9);
    assertThat(stalled(9)).isEmpty();
    after(Stalls.FOLLOWING);
    assertThat(stalled(9)).isEmpty();
    after(MOMENT);
    assertThat(stalled(12)).contains("b");
  }

  @Test
  public void whoMovesIsWaitedForHoweverFarItIsBehind() {
    for (int index = 0; index < 10; index++) {
      follows("b", index);
      assertThat(stalled(1000)).isEmpty();
      after(Stalls.FOLLOWING);
    }
  }

  @Test
  public void timeCountsFromWhenItWasBehind() {
    follows("b", 5);
    assertThat(stalled(5)).isEmpty();
    after(Duration.ofDays(1));
    assertThat(stalled(6)).as("just written").isEmpty();
    after(Stalls.FOLLOWING);
    follows("b", 6);
    assertThat(stalled(6)).as("it came").isEmpty();
    after(MOMENT);
    assertThat(stalled(7)).isEmpty();
  }

  @Test
  public void whoIsSilentIsNotFound() {
    follows("b", 5);
    assertThat(stalled(9)).isEmpty();
    at.clear();
    after(Stalls.FOLLOWING.plus(MOMENT));
    assertThat(stalled(9)).isEmpty();
    follows("b", 5);
    assertThat(stalled(9)).as("back just now").isEmpty();
  }

  @Test
  public void eachTimeIsWaitedForTwiceAsLongUntilItIsThere() {
    follows("b", 5);
    assertThat(stalled(9)).isEmpty();
    after(Stalls.FOLLOWING.plus(MOMENT));
    assertThat(stalled(9)).contains("b");
    after(Stalls.FOLLOWING.plus(MOMENT));
    assertThat(stalled(9)).isEmpty();
    after(Stalls.FOLLOWING);
    assertThat(stalled(9)).contains("b");
    follows("b", 9);
    assertThat(stalled(9)).isEmpty();
    assertThat(stalled(10)).isEmpty();
    after(Stalls.FOLLOWING.plus(MOMENT));
    assertThat(stalled(10)).contains("b");
  }

  @Test
  public void whoJoinsHasMoreTime() {
    at.put("c", new Stalls.At(-1, true));
    assertThat(stalled(9)).isEmpty();
    after(Stalls.JOINING);
    assertThat(stalled(9)).isEmpty();
    after(MOMENT);
    assertThat(stalled(9)).contains("c");
  }
}
