package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.PacketText;

/** Clients that are looked at while they sign in. */
public class WatchesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final Watches watches = new Watches(new PacketText(Dictionary.shipped()), () -> NOW);

  @Test
  public void whenTooManyAreWatchedTheOneThatEndsFirstGivesWay() throws Exception {
    for (int minutes = 1; minutes <= 17; minutes++) {
      watches.begin(client(minutes), Duration.ofSeconds(30L * minutes));
    }

    assertThat(isWatched(client(1))).isFalse();
    assertThat(isWatched(client(2))).isTrue();
    assertThat(isWatched(client(17))).isTrue();
  }

  private static UUID client(int number) {
    return new UUID(0, number);
  }

  private boolean isWatched(UUID client) throws Exception {
    RadiusDesk.Watched watched =
        watches.after(client, 0, Duration.ZERO).toCompletableFuture().get(5, TimeUnit.SECONDS);
    return watched.until().isPresent();
  }
}
