package org.vedette.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.Test;

public class TimeWindowTest {
  private static boolean in(String window, String at) {
    return TimeWindow.parse(window).orElseThrow().contains(Instant.parse(at));
  }

  private static String form(String typed) {
    return TimeWindow.parse(typed).map(TimeWindow::toString).orElse("(none)");
  }

  /** 2 March 2026 is a Monday; Zurich is one hour ahead of UTC then. */
  @Test
  public void hoursGoByTheClockOfTheZone() {
    String work = "mon-fri 08:00-18:00 Europe/Zurich";
    assertThat(in(work, "2026-03-02T06:59:59Z")).isFalse();
    assertThat(in(work, "2026-03-02T07:00:00Z")).isTrue();
    assertThat(in(work, "2026-03-02T16:59:59Z")).isTrue();
    assertThat(in(work, "2026-03-02T17:00:00Z")).isFalse();
    assertThat(in(work, "2026-03-07T10:00:00Z")).as("Saturday").isFalse();
    // In summer Zurich is two hours ahead.
    assertThat(in(work, "2026-07-06T06:00:00Z")).isTrue();
  }

  @Test
  public void hoursOverMidnightBelongToTheDayTheyBeganOn() {
    String night = "fri 22:00-06:00 UTC";
    assertThat(in(night, "2026-03-06T21:59:00Z")).isFalse();
    assertThat(in(night, "2026-03-06T22:00:00Z")).isTrue();
    assertThat(in(night, "2026-03-07T05:59:59Z")).as("Saturday morning").isTrue();
    assertThat(in(night, "2026-03-07T06:00:00Z")).isFalse();
    assertThat(in(night, "2026-03-06T02:00:00Z")).as("Friday morning").isFalse();
    assertThat(in(night, "2026-03-07T23:00:00Z")).as("Saturday night").isFalse();
    // From Sunday night to Monday morning the week begins anew.
    assertThat(in("sun 22:00-06:00 UTC", "2026-03-02T03:00:00Z")).isTrue();
  }

  /** 29 March 2026: 02:00 becomes 03:00 in Zurich. 25 October 2026: 03:00 becomes 02:00. */
  @Test
  public void clocksThatAreChanged() {
    String hour = "02:00-03:00 Europe/Zurich";
    assertThat(in(hour, "2026-03-29T00:59:59Z")).as("01:59").isFalse();
    assertThat(in(hour, "2026-03-29T01:00:00Z")).as("03:00: the hour never came").isFalse();
    assertThat(in(hour, "2026-10-25T00:30:00Z")).as("02:30, the first time").isTrue();
    assertThat(in(hour, "2026-10-25T01:30:00Z")).as("02:30, the second time").isTrue();
    assertThat(in(hour, "2026-10-25T02:00:00Z")).as("03:00").isFalse();
  }

  @Test
  public void daysAndHoursMayBeLeftOut() {
    assertThat(in("sat+sun Asia/Tokyo", "2026-03-06T15:00:00Z")).as("Saturday there").isTrue();
    assertThat(in("sat+sun Asia/Tokyo", "2026-03-08T15:00:00Z")).as("Monday there").isFalse();
    assertThat(in("UTC", "2026-03-08T15:00:00Z")).isTrue();
    assertThat(in("00:00-24:00 UTC", "2026-03-08T23:59:59Z")).isTrue();
    assertThat(in("20:00-00:00 UTC", "2026-03-08T23:59:59Z")).isTrue();
    assertThat(in("20:00-00:00 UTC", "2026-03-08T00:00:00Z")).isFalse();
  }

  @Test
  public void formsAreNormal() {
    assertThat(form("Mon-Wed+fri 8:00-18:00 Europe/Zurich"))
        .isEqualTo("mon+tue+wed+fri 08:00-18:00 Europe/Zurich");
    assertThat(form("fri-mon UTC")).isEqualTo("mon+fri+sat+sun UTC");
    assertThat(form("mon-sun 00:00-24:00 UTC")).isEqualTo("UTC");
    assertThat(form("22:00-06:00 +02:00")).isEqualTo("22:00-06:00 +02:00");
    assertThat(form(form("fri 22:00-24:00 UTC"))).isEqualTo("fri 22:00-24:00 UTC");
  }

  @Test
  public void anythingElseIsNone() {
    for (String typed :
        new String[] {
          "",
          "mon-fri 08:00-18:00",
          "mon-fri 08:00-18:00 Europe/Nowhere",
          "xyz 08:00-18:00 UTC",
          "mon- 08:00-18:00 UTC",
          "mon--fri 08:00-18:00 UTC",
          "mon,tue 08:00-18:00 UTC",
          "08:00-08:00 UTC",
          "24:00-08:00 UTC",
          "08:00-25:00 UTC",
          "08:60-09:00 UTC",
          "08:00 UTC",
          "UTC UTC"
        }) {
      assertThat(TimeWindow.parse(typed)).as(typed).isEmpty();
    }
  }
}
