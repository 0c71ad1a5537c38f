package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class BackoffTest {
  @Test
  public void delaysGrowToALimit() {
    Backoff backoff = new Backoff(() -> 1.0);
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      backoff.ended(Duration.ZERO);
      delays.add(backoff.delay(false).toMillis());
    }
    assertThat(delays).containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 15_000L, 15_000L, 15_000L);
    assertThat(backoff.delay(true)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  public void chanceTakesUpToHalf() {
    Backoff backoff = new Backoff(() -> 0.0);
    backoff.ended(Duration.ZERO);
    assertThat(backoff.delay(false)).isEqualTo(Duration.ofMillis(250));
    assertThat(backoff.delay(true)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  public void onlyASessionThatLastedCounts() {
    Backoff backoff = new Backoff(() -> 1.0);
    backoff.ended(Duration.ofMillis(5));
    assertThat(backoff.first()).isTrue();
    backoff.ended(Duration.ofMillis(5));
    assertThat(backoff.first()).isFalse();
    backoff.ended(Backoff.CALM);
    assertThat(backoff.first()).isTrue();
    assertThat(backoff.delay(false)).isEqualTo(Duration.ofMillis(500));
  }
}
