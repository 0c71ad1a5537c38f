package org.vedette.primary.ntlm;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.SettingText;

/**
 * Settings that passed.
 *
 * @param command program and arguments of a helper; no shell reads them
 * @param domain domain of names that carry none
 * @param helpers how many helpers run, 1 to 32
 * @param timeout how long a helper may take for an answer
 */
record NtlmSettings(List<String> command, String domain, int helpers, Duration timeout) {
  /** Where the command stands among the properties. */
  static final String COMMAND = "command";

  private static final int MAX_COMMAND = 1024;

  /** Longest DNS name (RFC 1035 section 2.3.4), less a few octets for the name of a user. */
  private static final int MAX_DOMAIN = 200;

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<NtlmSettings> settings, List<SettingText.Problem> problems) {}

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    NtlmSettings settings =
        new NtlmSettings(
            command(given),
            domain(given),
            given.number("helpers", 1, 32),
            Duration.ofMillis(given.number("timeoutMillis", 100, 60_000)));
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private static List<String> command(SettingText given) {
    String command = given.text(COMMAND);
    if (!command.startsWith("/")
        || command.length() > MAX_COMMAND
        || command.chars().anyMatch(Character::isISOControl)) {
      given.bad(
          COMMAND,
          "must be the whole path of a program, and its arguments: see vedette.ntlm.command in"
              + " etc/system.properties");
    }
    return Arrays.stream(command.split(" ", -1)).filter(each -> !each.isEmpty()).toList();
  }

  private static String domain(SettingText given) {
    String domain = given.text("domain");
    if (domain.length() > MAX_DOMAIN || AccountName.read("x", domain).isEmpty()) {
      given.bad("domain", "must be the NetBIOS or DNS name of a domain, for instance: CORP");
    }
    return domain;
  }
}
