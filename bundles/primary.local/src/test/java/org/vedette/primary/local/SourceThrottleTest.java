package org.vedette.primary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;
import org.vedette.testkit.memory.FakeClock;

public class SourceThrottleTest {
  private final FakeClock clock = new FakeClock(Instant.parse("2026-11-21T10:00:00Z"));
  private final LocalSettings settings = new LocalSettings(3, 5, Duration.ofSeconds(10), false);
  private final SourceThrottle throttle = new SourceThrottle(clock, () -> settings);

  @Test
  public void limitsWhatOneAddressRunsAtTheSameTime() {
    SourceThrottle.Permit first = throttle.ask("10.0.0.1").permit().orElseThrow();
    assertThat(throttle.ask("10.0.0.1").permit()).isPresent();
    assertThat(throttle.ask("10.0.0.1").permit()).isPresent();
    assertThat(throttle.ask("10.0.0.1").why()).contains("10.0.0.1", "at the same time");
    assertThat(throttle.ask("10.0.0.2").permit()).as("others are not concerned").isPresent();
    first.done(false);
    assertThat(throttle.ask("10.0.0.1").permit()).isPresent();
  }

  @Test
  public void limitsWrongPasswordsOfOneAddressPerWindow() {
    for (int i = 0; i < 5; i++) {
      throttle.ask("10.0.0.1").permit().orElseThrow().done(true);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(throttle.ask("10.0.0.1").why()).contains("wrong passwords from 10.0.0.1");
    assertThat(throttle.ask("10.0.0.2").permit()).isPresent();
    clock.advance(Duration.ofSeconds(5));
    assertThat(throttle.ask("10.0.0.1").permit()).isPresent();
  }

  @Test
  public void neverCountsRightPasswords() {
    for (int i = 0; i < 1000; i++) {
      throttle.ask("10.0.0.1").permit().orElseThrow().done(false);
    }
    assertThat(throttle.ask("10.0.0.1").permit()).isPresent();
  }

  @Test
  public void remembersABoundedNumberOfAddresses() {
    SourceThrottle.Permit running = throttle.ask("running").permit().orElseThrow();
    for (int i = 0; i < 3 * SourceThrottle.MAX_SOURCES; i++) {
      throttle.ask("address " + i).permit().orElseThrow().done(true);
    }
    assertThat(throttle.sources()).isLessThanOrEqualTo(SourceThrottle.MAX_SOURCES + 1);
    assertThat(throttle.ask("running").permit()).isPresent();
    assertThat(throttle.ask("running").permit()).isPresent();
    assertThat(throttle.ask("running").permit()).as("the first still counts").isEmpty();
    running.done(false);
    assertThat(throttle.ask("running").permit()).isPresent();
  }
}
