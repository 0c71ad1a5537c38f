package org.vedette.core.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vedette.core.delivery.Tariff;

/**
 * How much may be sent, so that nobody is flooded and no bill is run up.
 *
 * @param perAddress messages to one address within an hour
 * @param perUser messages for one user within an hour
 * @param perSource messages that sign-ins from one address may cause within an hour
 * @param perPrefix messages within an hour to all addresses that begin so
 * @param perDay messages within a day; 0 is no limit
 * @param prices what a message costs
 * @param spend what may be spent within a day; empty is no limit
 * @param afterNo how long nobody is asked again who said no
 */
public record SendSettings(
    int perAddress,
    int perUser,
    int perSource,
    Tariff perPrefix,
    int perDay,
    Tariff prices,
    Optional<BigDecimal> spend,
    Duration afterNo) {
  /** What a server has before anybody changed anything. */
  public static final SendSettings DEFAULTS =
      new SendSettings(
          10, 20, 200, Tariff.NONE, 0, Tariff.NONE, Optional.empty(), Duration.ofSeconds(10));

  /** How prefixes and prices are written. */
  public static final String FORM =
      "CHANNEL PREFIX NUMBER with ; between, for example sms +41 0.08; sms * 0.10";

  /** Says what is wrong, a sentence for each key. */
  void problems(List<String> found) {
    CoreSettings.within(found, "messagesPerHour", perAddress, 1, 1000);
    CoreSettings.within(found, "userMessagesPerHour", perUser, 1, 10_000);
    CoreSettings.within(found, "sourceMessagesPerHour", perSource, 1, 100_000);
    CoreSettings.within(found, "messagesPerDay", perDay, 0, 10_000_000);
    CoreSettings.within(found, "askAgainSeconds", afterNo.toSeconds(), 0, 3600);
    if (spend.isPresent() && prices.entries().isEmpty()) {
      found.add("prices: must say what messages cost where spendPerDay is set: " + FORM);
    }
  }
}
