package org.vedette.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.Test;

public class TimetableTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

  @Test
  public void row100FromStartToStartAndAtOnceWhenThatIsOver() {
    Duration hour = Duration.ofHours(1);
    assertThat(Timetable.next(Optional.of(NOON.minusSeconds(600)), hour, NOON))
        .isEqualTo(NOON.plusSeconds(3000));
    assertThat(Timetable.next(Optional.of(NOON.minusSeconds(7200)), hour, NOON)).isEqualTo(NOON);
    assertThat(Timetable.next(Optional.empty(), hour, NOON)).isEqualTo(NOON);
  }

  @Test
  public void onceANightEverybodyIsLookedAt() {
    Instant three = Instant.parse("2026-01-10T02:00:00Z");
    assertThat(Timetable.isFullDue(2, three.minusSeconds(7201), three, ZURICH)).isTrue();
    assertThat(Timetable.isFullDue(2, three.minusSeconds(3599), three, ZURICH)).isFalse();
    assertThat(Timetable.isFullDue(-1, Instant.EPOCH, three, ZURICH)).isFalse();
    assertThat(Timetable.isFullDue(23, three.minusSeconds(86_400), three, ZURICH)).isTrue();
  }

  /** On the night when the clock leaps from two to three, that hour is not missed. */
  @Test
  public void theHourThatIsSkippedInSpringCounts() {
    Instant after = Instant.parse("2026-03-29T01:30:00Z");
    Instant yesterday = Instant.parse("2026-03-28T02:00:00Z");
    assertThat(Timetable.isFullDue(2, yesterday, after, ZURICH)).isTrue();
  }
}
