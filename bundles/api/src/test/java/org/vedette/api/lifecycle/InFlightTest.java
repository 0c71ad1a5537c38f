package org.vedette.api.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

public class InFlightTest {
  private final InFlight inFlight = new InFlight();

  @Test
  public void drainWaitsForWhatRuns() {
    CompletableFuture<String> call = new CompletableFuture<>();
    inFlight.track(() -> call);
    assertThat(inFlight.count()).isEqualTo(1);

    CompletableFuture<Integer> left =
        CompletableFuture.supplyAsync(() -> inFlight.drain(Duration.ofSeconds(30)));
    call.complete("done");

    assertThat(left.join()).isZero();
    assertThat(inFlight.closed()).isTrue();
  }

  @Test
  public void drainGivesUpInTime() {
    inFlight.track(() -> new CompletableFuture<String>());

    assertThat(inFlight.drain(Duration.ofMillis(1))).isEqualTo(1);
  }

  @Test
  public void failedCallsAreNotCountedForEver() {
    inFlight.track(() -> CompletableFuture.failedFuture(new IllegalStateException()));
    assertThatThrownBy(
            () ->
                inFlight.track(
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(inFlight.count()).isZero();
  }
}
