package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import org.vedette.api.cluster.PeerTraffic;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.cluster.ServerView;
import org.vedette.api.lifecycle.Health;

public class AlarmsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

  private long lag;
  private Duration lagging = Duration.ZERO;
  private Duration clock = Duration.ofMillis(3);
  private Duration silence = Duration.ofSeconds(1);
  private Duration certificate = Duration.ofDays(80);
  private long missing;
  private Duration started = Duration.ofMinutes(30);
  private Optional<Instant> fetched = Optional.of(NOW.minusSeconds(1));
  private String trouble = "";

  private ServerView looked() {
    ServerView view =
        new ServerView(
            "mfa2",
            "mfa2.example.org",
            4443,
            false,
            ServerRole.SUBORDINATE,
            "1.0",
            1,
            OptionalLong.of(lag),
            Optional.of(lagging),
            Optional.of(clock),
            Optional.of(NOW.minus(silence)),
            Optional.of(NOW.plus(certificate)),
            7,
            Optional.of(new PeerTraffic(OptionalLong.of(missing), fetched, 0, 0, 0)),
            trouble);
    return Alarms.looked(view, NOW, NOW.minus(started));
  }

  private Health health() {
    return Alarms.health(List.of(looked()));
  }

  @Test
  public void whoIsWellIsNotTroubled() {
    assertThat(looked().trouble()).isEmpty();
    assertThat(health()).isEqualTo(Health.ok());
  }

  @Test
  public void silenceIsToldWithItsLength() {
    trouble = "it does not answer";
    assertThat(looked().trouble()).isEqualTo("it does not answer");
    silence = Duration.ofSeconds(190);
    assertThat(looked().trouble()).isEqualTo("it does not answer (3 min)");
    assertThat(health()).isEqualTo(Health.warn("The cluster: mfa2: it does not answer (3 min)"));
  }

  @Test
  public void clocksApartAreAWarningAndAStepApartIsCritical() {
    clock = Duration.ofSeconds(-4);
    assertThat(looked().trouble()).isEmpty();
    clock = Duration.ofSeconds(-12);
    assertThat(health().status()).isEqualTo(Health.Status.WARN);
    assertThat(health().message()).contains("differs by -12 s");
    clock = Duration.ofSeconds(31);
    assertThat(health().status()).isEqualTo(Health.Status.CRITICAL);
  }

  @Test
  public void lagCountsWhenItIsLargeAndLasts() {
    lag = 5_000;
    lagging = Duration.ofSeconds(50);
    assertThat(looked().trouble()).isEmpty();
    lagging = Duration.ofSeconds(61);
    assertThat(looked().trouble()).startsWith("it is 5000 changes behind for 61 s");
    lag = 100;
    assertThat(looked().trouble()).isEmpty();
  }

  @Test
  public void aCertificateThatEndsIsToldTwoWeeksBefore() {
    certificate = Duration.ofDays(13);
    assertThat(looked().trouble()).contains("ends in 13 days");
    certificate = Duration.ofDays(-1);
    assertThat(looked().trouble()).contains("has ended");
  }

  @Test
  public void auditRecordsThatDoNotComeAreTold() {
    missing = 12;
    assertThat(looked().trouble()).isEmpty();
    fetched = Optional.of(NOW.minusSeconds(700));
    assertThat(looked().trouble()).isEqualTo("12 of its audit records are not here yet");
    fetched = Optional.empty();
    assertThat(looked().trouble()).isNotEmpty();
    started = Duration.ofMinutes(5);
    assertThat(looked().trouble()).isEmpty();
  }
}
