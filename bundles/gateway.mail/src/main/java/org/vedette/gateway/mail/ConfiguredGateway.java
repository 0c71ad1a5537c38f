package org.vedette.gateway.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.secret.SecretVault;

/**
 * A gateway by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red.
 */
final class ConfiguredGateway implements DeliveryGateway {
  static final String CHANNEL = "mail";

  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGateway.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final InstantSource clock;
  private volatile Optional<Gateway> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredGateway(String name, String pid, SecretVault vault, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
    this.clock = clock;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    SettingsReader.Reading reading = SettingsReader.read(properties);
    if (reading.settings().isEmpty()) {
      bad(
          reading.problems().stream()
              .map(SettingText.Problem::key)
              .distinct()
              .collect(Collectors.joining(", ")),
          reading.problems().stream()
              .map(each -> each.key() + " " + each.text())
              .collect(Collectors.joining("; ")));
      return;
    }
    Gateway next = new Gateway(name, reading.settings().get(), vault, clock);
    next.start();
    Optional<Gateway> before = current;
    current = Optional.of(next);
    problem = "";
    before.ifPresent(this::retire);
  }

  private void bad(String keys, String why) {
    LOG.error(
        "Settings are wrong, the last good ones stay: pid={} keys=[{}] why=\"{}\"", pid, keys, why);
    problem = why;
  }

  /** What runs on the settings before gets its time, on a thread of its own. */
  private void retire(Gateway before) {
    Thread thread =
        new Thread(
            () -> {
              before.drain(DRAIN);
              before.close();
            },
            "vedette-gateway-mail-" + name + "-retire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all work; mails under way get up to two seconds. */
  void close() {
    current.ifPresent(last -> last.drain(DRAIN));
    current.ifPresent(Gateway::close);
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    return current
        .map(gateway -> gateway.send(message))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Delivery.Unreachable("mail:" + name + " has no valid settings")));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(Gateway::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
