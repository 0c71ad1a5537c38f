package org.vedette.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.core.settings.SendSettings;

/** How much may be sent, by whom and where to. */
public class SendLimitsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final UUID ALICE = new UUID(1, 1);

  private volatile SendSettings settings = SendSettings.DEFAULTS;
  private final SendLimits limits = new SendLimits(() -> settings);

  @Test
  public void addressUserAndSourceAreCountedApart() {
    settings = settings(2, 3, 4, Tariff.NONE, 0);
    assertThat(sentUntilStopped("+41", whom(ALICE, "192.0.2.1"))).isEqualTo(2);
    assertThat(sentUntilStopped("+42", whom(ALICE, "192.0.2.1"))).isEqualTo(1);
    assertThat(sentUntilStopped("+43", whom(new UUID(2, 2), "192.0.2.1"))).isEqualTo(1);
    assertThat(limits.hindrance(message("+44"), whom(new UUID(3, 3), "192.0.2.1"), NOW))
        .hasValueSatisfying(why -> assertThat(why).contains("192.0.2.1"));

    assertThat(sentUntilStopped("+45", whom(new UUID(4, 4), ""))).isEqualTo(2);
    assertThat(limits.hindrance(message("+41"), whom(ALICE, ""), NOW.plusSeconds(3600))).isEmpty();
  }

  @Test
  public void prefixesHaveLimitsOfTheirOwn() {
    settings = settings(99, 99, 99, tariff("sms +41 2; sms +882 0"), 0);
    assertThat(sentUntilStopped("+411", whom(ALICE, ""))).isEqualTo(2);
    assertThat(limits.hindrance(message("+412"), Whom.NOBODY, NOW)).isPresent();
    assertThat(limits.hindrance(message("+882"), Whom.NOBODY, NOW)).isPresent();
    assertThat(limits.hindrance(message("+49"), Whom.NOBODY, NOW)).isEmpty();
  }

  @Test
  public void dayAndMoneyAreCapped() {
    settings = settings(99, 99, 99, Tariff.NONE, 3);
    assertThat(sentUntilStopped("+41", Whom.NOBODY)).isEqualTo(3);
    settings =
        new SendSettings(
            99,
            99,
            99,
            Tariff.NONE,
            0,
            tariff("sms +41 0.08; sms * 0.5"),
            Optional.of(new BigDecimal("1.00")),
            Duration.ZERO);
    assertThat(sentUntilStopped("+49", Whom.NOBODY)).isEqualTo(2);
    assertThat(limits.hindrance(message("+41"), Whom.NOBODY, NOW))
        .contains("spendPerDay is reached");
    assertThat(limits.hindrance(message("+41"), Whom.NOBODY, NOW.plus(Duration.ofDays(1))))
        .isEmpty();
  }

  @Test
  public void whoSaidNoIsLeftAloneForAWhile() {
    limits.declined(ALICE, NOW);

    assertThat(limits.hindrance(message("+41"), whom(ALICE, ""), NOW.plusSeconds(9)))
        .hasValueSatisfying(why -> assertThat(why).contains("said no"));
    assertThat(limits.hindrance(message("+41"), whom(ALICE, ""), NOW.plusSeconds(10))).isEmpty();
    assertThat(limits.hindrance(message("+41"), whom(new UUID(2, 2), ""), NOW)).isEmpty();
  }

  @Test
  public void otherChannelsAreNotCounted() {
    Message held = new Message("held", "1", "approve", "en", Map.of(), Secret.of(""));
    limits.declined(ALICE, NOW);

    assertThat(limits.hindrance(held, whom(ALICE, ""), NOW)).isEmpty();
  }

  @Test
  public void numbersAreReadOrRefused() {
    assertThat(Tariff.parse("")).contains(Tariff.NONE);
    for (String wrong :
        new String[] {"sms +41", "sms +41 x", "sms +41 -1", "SMS * 1", "sms * 1 2"}) {
      assertThat(Tariff.parse(wrong)).as(wrong).isEmpty();
    }
  }

  private int sentUntilStopped(String to, Whom whom) {
    int sent = 0;
    while (limits.hindrance(message(to), whom, NOW).isEmpty()) {
      limits.sent(message(to), whom, NOW);
      sent++;
    }
    return sent;
  }

  private static SendSettings settings(
      int address, int user, int source, Tariff prefixes, int day) {
    return new SendSettings(
        address, user, source, prefixes, day, Tariff.NONE, Optional.empty(), Duration.ZERO);
  }

  private static Tariff tariff(String text) {
    return Tariff.parse(text).orElseThrow();
  }

  private static Whom whom(UUID user, String source) {
    return new Whom(Optional.of(user), source);
  }

  private static Message message(String to) {
    return new Message("sms", to, "code", "en", Map.of(), Secret.of(""));
  }
}
