package org.vedette.gateway.asterisk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
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
import org.vedette.api.lifecycle.SettingText.Problem;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.http.StoredSecrets;
import org.vedette.client.http.callback.Desks;

/**
 * A gateway by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red.
 */
final class ConfiguredGateway implements DeliveryGateway {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGateway.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String name;
  private final String pid;
  private final StoredSecrets secrets;
  private final Desks desks;
  private final InstantSource clock;
  private volatile Optional<Switchboard> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredGateway(String name, String pid, SecretVault vault, Desks desks, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.secrets = new StoredSecrets(vault, pid);
    this.desks = desks;
    this.clock = clock;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    String gateway = "asterisk:" + name;
    AsteriskSettings.Reading reading = AsteriskSettings.read(properties);
    if (reading.settings().isEmpty()) {
      bad(reading.problems());
      return;
    }
    AsteriskSettings settings = reading.settings().get();
    Optional<Problem> secret =
        secrets.problem("secret", settings.secret(), settings.plan().authentication()::fits);
    if (secret.isPresent()) {
      bad(List.of(secret.get()));
      return;
    }
    Optional<Switchboard> before = current;
    current = Optional.of(new Switchboard(gateway, settings, secrets, desks, clock));
    problem = "";
    before.ifPresent(this::retire);
  }

  private void bad(List<Problem> problems) {
    String why =
        problems.stream()
            .map(each -> each.key() + " " + each.text())
            .collect(Collectors.joining("; "));
    LOG.error(
        "Settings are wrong, the last good ones stay: pid={} keys={} why=\"{}\"",
        pid,
        problems.stream().map(Problem::key).distinct().toList(),
        why);
    problem = why;
  }

  /**
   * What runs on the settings before gets its time, on a thread of its own: the common pool may
   * have one thread only, which {@link java.net.http.HttpClient} needs to tell of answers.
   */
  private void retire(Switchboard before) {
    Thread thread =
        new Thread(
            () -> {
              before.drain(DRAIN);
              before.close();
            },
            "vedette-gateway-asterisk-" + name + "-retire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all work; orders on their way get up to two seconds. */
  void close() {
    current.ifPresent(it -> it.drain(DRAIN));
    current.ifPresent(Switchboard::close);
  }

  @Override
  public String channel() {
    return Switchboard.CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    return offer(message)
        // New settings took the place of the old between two steps: those are there now.
        .or(() -> offer(message))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Delivery.Unreachable(
                        "asterisk:" + name + " has no valid settings, or ends")));
  }

  private Optional<CompletionStage<Delivery>> offer(Message message) {
    return current.flatMap(it -> it.offer(message));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(Switchboard::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
