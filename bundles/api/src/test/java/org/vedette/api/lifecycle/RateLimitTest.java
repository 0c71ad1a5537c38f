package org.vedette.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RateLimitTest {
  @Test
  public void limitsLinesForEachKeyAndAltogether() {
    long[] now = {0};
    RateLimit limit = new RateLimit(() -> now[0], () -> 2);

    assertThat(limit.pass("a")).isZero();
    assertThat(limit.pass("a")).isEqualTo(RateLimit.REFUSED);
    assertThat(limit.pass("a")).isEqualTo(RateLimit.REFUSED);
    assertThat(limit.pass("b")).isZero();
    assertThat(limit.pass("c")).isEqualTo(RateLimit.REFUSED);
    now[0] = 60_000_000_000L;
    assertThat(limit.pass("a")).isEqualTo(2);
    assertThat(limit.pass("c")).isZero();
    assertThat(limit.pass("b")).isEqualTo(RateLimit.REFUSED);
  }
}
