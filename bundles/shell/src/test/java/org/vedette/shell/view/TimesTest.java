package org.vedette.shell.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.Test;
import org.vedette.shell.Failure;

public class TimesTest {
  private final Times times = new Times(ZoneId.of("Europe/Vienna"));
  private final Instant now = Instant.parse("2026-07-01T12:00:00Z");

  @Test
  public void writesInTheZone() {
    assertThat(times.local("2026-07-01T10:04:05.123Z")).isEqualTo("2026-07-01 12:04:05");
    assertThat(times.local("")).isEmpty();
    assertThat(times.local("soon")).isEqualTo("soon");
  }

  @Test
  public void writesDurationsInTwoUnits() {
    assertThat(Times.duration(5)).isEqualTo("5 s");
    assertThat(Times.duration(309)).isEqualTo("5 min 9 s");
    assertThat(Times.duration(7300)).isEqualTo("2 h 1 min");
    assertThat(Times.duration(270_000)).isEqualTo("3 d 3 h");
  }

  @Test
  public void readsWhatPeopleType() {
    assertThat(times.parse("from", "2026-07-01", now)).isEqualTo("2026-06-30T22:00:00Z");
    assertThat(times.parse("from", "2026-07-01 08:30", now)).isEqualTo("2026-07-01T06:30:00Z");
    assertThat(times.parse("from", "2026-07-01T08:30:00Z", now)).isEqualTo("2026-07-01T08:30:00Z");
    assertThat(times.parse("from", "90m", now)).isEqualTo("2026-07-01T10:30:00Z");
    assertThat(times.parse("from", "7d", now)).isEqualTo("2026-06-24T12:00:00Z");
  }

  @Test
  public void explainsWhatItExpects() {
    Failure failure =
        catchThrowableOfType(Failure.class, () -> times.parse("from", "yesterday", now));
    assertThat(failure.text()).contains("--from").contains("2026-01-31").contains("12h");
  }
}
