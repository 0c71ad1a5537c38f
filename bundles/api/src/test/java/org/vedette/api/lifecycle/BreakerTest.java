package org.vedette.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class BreakerTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Breaker breaker = new Breaker(() -> now);

  private void after(Duration time) {
    now = now.plus(time);
  }

  @Test
  public void opensOnceAndClosesOnce() {
    assertThat(breaker.reason()).isEmpty();
    assertThat(breaker.close()).isFalse();
    assertThat(breaker.fail("refused", false)).isTrue();
    assertThat(breaker.fail("refused", false)).isFalse();
    assertThat(breaker.reason()).contains("refused");
    assertThat(breaker.close()).isTrue();
    assertThat(breaker.close()).isFalse();
    assertThat(breaker.reason()).isEmpty();
  }

  @Test
  public void isTriedAgainLaterAndLater() {
    breaker.fail("refused", false);
    assertThat(breaker.retryDue()).isFalse();
    after(Duration.ofSeconds(1));
    assertThat(breaker.retryDue()).isTrue();
    breaker.fail("refused", false);
    after(Duration.ofSeconds(1));
    assertThat(breaker.retryDue()).isFalse();
    after(Duration.ofSeconds(1));
    assertThat(breaker.retryDue()).isTrue();
    for (int i = 0; i < 10; i++) {
      breaker.fail("refused", false);
    }
    after(Duration.ofSeconds(15));
    assertThat(breaker.retryDue()).isTrue();
  }

  @Test
  public void whatOnlyAnOperatorMendsIsTriedSeldom() {
    breaker.fail("wrong password of the service account", true);
    after(Duration.ofSeconds(59));
    assertThat(breaker.retryDue()).isFalse();
    after(Duration.ofSeconds(1));
    assertThat(breaker.retryDue()).isTrue();
  }

  @Test
  public void opensAtTheThirdTimeoutInARow() {
    assertThat(breaker.slow("no answer")).isFalse();
    assertThat(breaker.slow("no answer")).isFalse();
    breaker.answered();
    assertThat(breaker.slow("no answer")).isFalse();
    assertThat(breaker.slow("no answer")).isFalse();
    assertThat(breaker.slow("no answer")).isTrue();
    assertThat(breaker.slow("no answer")).isFalse();
  }

  @Test
  public void afterACalmMinuteWaitingStartsAnew() {
    breaker.fail("refused", false);
    breaker.fail("refused", false);
    breaker.close();
    after(Duration.ofSeconds(5));
    breaker.fail("refused", false);
    after(Duration.ofSeconds(3));
    assertThat(breaker.retryDue()).isFalse();
    breaker.close();
    after(Duration.ofSeconds(61));
    breaker.fail("refused", false);
    after(Duration.ofSeconds(1));
    assertThat(breaker.retryDue()).isTrue();
  }
}
