package org.vedette.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.user.UserDefaults;
import org.vedette.core.delivery.Routes;
import org.vedette.core.settings.CoreSettings;
import org.vedette.core.settings.MailSettings;

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
            config.messagesPerHour(),
            mails(config));
    List<String> problems = new ArrayList<>(settings.problems());
    if (routes.isEmpty()) {
      problems.add("routes: " + Routes.FORM);
    }
    problems.addAll(UserDefaults.problems(newUsers(config)));
    return new Read(settings, problems);
  }

  private static MailSettings mails(CoreConfig config) {
    return new MailSettings(
        config.mailToUsers(),
        config.portalUrl().strip(),
        Arrays.stream(config.adminMails().split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList());
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
