package org.vedette.gateway.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText.Problem;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.http.StoredSecrets;
import org.vedette.client.http.callback.Desks;
import org.vedette.gateway.http.callback.CallbackRules;
import org.vedette.gateway.http.callback.Inbox;
import org.vedette.gateway.http.recipe.GatewaySettings;

/**
 * A gateway by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red.
 */
final class ConfiguredGateway implements DeliveryGateway, GatewayCallback {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGateway.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String name;
  private final String pid;
  private final StoredSecrets secrets;
  private final InstantSource clock;
  private final Inbox inbox;
  private volatile Optional<CallbackRules> callback = Optional.empty();
  private volatile Optional<Gateway> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredGateway(String name, String pid, SecretVault vault, Desks desks, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.secrets = new StoredSecrets(vault, pid);
    this.clock = clock;
    this.inbox = new Inbox("http:" + name, Gateway.CHANNEL, desks);
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    GatewaySettings.Reading reading = GatewaySettings.read("http:" + name, properties);
    if (reading.settings().isEmpty()) {
      bad(reading.problems());
      return;
    }
    GatewaySettings settings = reading.settings().get();
    Optional<CallbackRules> rules = settings.callback();
    List<Problem> problems =
        Stream.of(
                secrets.problem("secret", settings.secret(), settings.recipe()::fits),
                rules.flatMap(it -> secrets.problem("callbackSecret", it.secret(), any -> true)))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      bad(problems);
      return;
    }
    Optional<Gateway> before = current;
    current =
        Optional.of(
            new Gateway(
                name, settings, () -> secrets.read(settings.secret()), secrets::newId, clock));
    callback = rules;
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
  private void retire(Gateway before) {
    Thread thread =
        new Thread(
            () -> {
              before.drain(DRAIN);
              before.close();
            },
            "vedette-gateway-http-" + name + "-retire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all work; messages on their way get up to two seconds. */
  void close() {
    current.ifPresent(last -> last.drain(DRAIN));
    current.ifPresent(Gateway::close);
  }

  @Override
  public String channel() {
    return Gateway.CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    return offer(message)
        // New settings took the place of the old between two steps: those are there now.
        .or(() -> offer(message))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Delivery.Unreachable("http:" + name + " has no valid settings, or ends")));
  }

  private Optional<CompletionStage<Delivery>> offer(Message message) {
    return current.flatMap(gateway -> gateway.offer(message));
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    Optional<CallbackRules> rules = callback;
    return rules
        .map(it -> inbox.take(it, secrets.read(it.secret()), request))
        .orElseGet(() -> CompletableFuture.completedFuture(Response.empty(404)));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(Gateway::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
