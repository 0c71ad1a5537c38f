package org.vedette.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.user.UserDefaults;
import org.vedette.core.delivery.Routes;
import org.vedette.core.delivery.Tariff;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.settings.MailSettings;
import org.vedette.core.settings.NameSettings;
import org.vedette.core.settings.SendSettings;

/** Reads the settings of the core from its configuration. */
final class SettingsReader {
  /**
   * What was read.
   *
   * @param settings the settings; not to be used where there are problems
   * @param problems a sentence for each key that is wrong
   */
  record Read(CoreSettings settings, List<String> problems) {}

  private SettingsReader() {}

  static Read read(CoreConfig config) {
    Optional<Routes> routes = Routes.parse(config.routes());
    List<String> unread = new ArrayList<>();
    SendSettings sending = sending(config, unread);
    CoreSettings settings =
        new CoreSettings(
            Duration.ofSeconds(config.challengeSeconds()),
            config.lockoutThreshold(),
            Duration.ofMinutes(config.lockoutResetMinutes()),
            Duration.ofMinutes(config.lockoutMinutes()),
            config.throttlePasswords(),
            Duration.ofSeconds(config.throttleSeconds()),
            config.throttleCodes(),
            new CoreSettings.Pins(
                config.pinMinLength(), Duration.ofDays(config.pinDays()), config.pinHistory()),
            new CoreSettings.Fraud(config.fraudBlocks(), Duration.ofDays(config.fraudBlockDays())),
            config.issuer(),
            Locale.forLanguageTag(config.language()),
            routes.orElse(Routes.NONE),
            sending,
            mails(config),
            new NameSettings(config.stripDomain(), list(config.resolveNames())));
    List<String> problems = new ArrayList<>(settings.problems());
    problems.addAll(unread);
    if (routes.isEmpty()) {
      problems.add("routes: " + Routes.FORM);
    }
    problems.addAll(UserDefaults.problems(newUsers(config)));
    return new Read(settings, problems);
  }

  private static SendSettings sending(CoreConfig config, List<String> problems) {
    return new SendSettings(
        config.messagesPerHour(),
        config.userMessagesPerHour(),
        config.sourceMessagesPerHour(),
        tariff("prefixMessagesPerHour", config.prefixMessagesPerHour(), problems),
        config.messagesPerDay(),
        tariff("prices", config.prices(), problems),
        money(config.spendPerDay().strip(), problems),
        Duration.ofSeconds(config.askAgainSeconds()));
  }

  private static Tariff tariff(String key, String text, List<String> problems) {
    return Tariff.parse(text)
        .orElseGet(
            () -> {
              problems.add(key + ": " + SendSettings.FORM);
              return Tariff.NONE;
            });
  }

  private static Optional<BigDecimal> money(String text, List<String> problems) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,4})?")) {
      problems.add("spendPerDay: a number, for example 50.00, or empty");
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }

  private static MailSettings mails(CoreConfig config) {
    return new MailSettings(
        config.mailToUsers(), config.portalUrl().strip(), list(config.adminMails()));
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** The values that {@link UserDefaults} reads where users are made. */
  private static Map<String, String> newUsers(CoreConfig config) {
    return Map.of(
        "defaultMethod",
        config.defaultMethod(),
        "languageCall",
        config.languageCall(),
        "languageText",
        config.languageText(),
        "languageApp",
        config.languageApp(),
        "languageOath",
        config.languageOath(),
        "defaultCountry",
        config.defaultCountry());
  }
}
