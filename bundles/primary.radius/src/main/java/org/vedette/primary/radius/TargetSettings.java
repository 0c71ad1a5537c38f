package org.vedette.primary.radius;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.client.radius.Protection;

/**
 * Settings that passed.
 *
 * @param servers in the order of failover
 * @param secret as set: a reference to a stored secret
 * @param protection what is made of replies without Message-Authenticator
 * @param nasIdentifier how this server names itself
 * @param resend time after which a request is sent again
 * @param patience silence after which a server is asked whether it lives
 * @param timeout silence after which a server is given up that does not answer Status-Server
 * @param probe time between two looks after a server
 * @param accountingPort port for accounting of servers that name none; 0 for the one after their
 *     own
 */
record TargetSettings(
    List<ServerAddress> servers,
    String secret,
    Protection protection,
    String nasIdentifier,
    Duration resend,
    Duration patience,
    Duration timeout,
    Duration probe,
    int accountingPort) {
  private static final int MAX_SERVERS = 8;
  private static final int MAX_NAME = 253;

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<TargetSettings> settings, List<SettingText.Problem> problems) {}

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    TargetSettings settings =
        new TargetSettings(
            servers(given),
            secret(given),
            protection(given),
            nasIdentifier(given),
            Duration.ofMillis(given.number("resendMillis", 100, 10_000)),
            Duration.ofMillis(given.number("patienceMillis", 100, 60_000)),
            Duration.ofSeconds(given.number("timeoutSeconds", 1, 120)),
            Duration.ofSeconds(given.number("probeSeconds", 1, 3600)),
            given.number("accountingPort", 0, 65_535));
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private static List<ServerAddress> servers(SettingText given) {
    List<ServerAddress> found = new ArrayList<>();
    for (String each : given.list("servers")) {
      ServerAddress.parse(each)
          .ifPresentOrElse(
              found::add,
              () ->
                  given.bad(
                      "servers",
                      "is no address like nps1.corp.example or 192.0.2.7:1812: " + each));
    }
    if (given.list("servers").isEmpty() || found.size() > MAX_SERVERS) {
      given.bad("servers", "must name 1 to " + MAX_SERVERS + " servers");
    }
    return List.copyOf(found);
  }

  private static String secret(SettingText given) {
    String secret = given.text("secret");
    if (secret.isEmpty()) {
      given.bad("secret", "must be given, as a reference to a stored secret: $[secret:name]");
    }
    return secret;
  }

  private static Protection protection(SettingText given) {
    return switch (given.text("messageAuthenticator").toLowerCase(Locale.ROOT)) {
      case "required" -> Protection.DEMANDED;
      case "off" -> Protection.OFF;
      default -> {
        given.bad("messageAuthenticator", "must be required or off");
        yield Protection.DEMANDED;
      }
    };
  }

  private static String nasIdentifier(SettingText given) {
    String name = given.text("nasIdentifier");
    if (name.length() > MAX_NAME || !name.chars().allMatch(each -> each > ' ' && each < 127)) {
      given.bad("nasIdentifier", "must be at most 253 ASCII characters without spaces");
    }
    return name;
  }

  /** Hides the secret, which may stand there in clear. */
  @Override
  public String toString() {
    return "TargetSettings" + servers;
  }
}
