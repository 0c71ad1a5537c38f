package org.vedette.gateway.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText.Problem;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.StoreUnavailableException;
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
  private static final int ID_OCTETS = 16;

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final InstantSource clock;
  private final Inbox inbox;
  private volatile Optional<CallbackRules> callback = Optional.empty();
  private volatile Optional<Gateway> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredGateway(String name, String pid, SecretVault vault, Desks desks, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
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
    if (!secretIsThere("secret", settings.secret(), settings.recipe()::fits)
        || rules.isPresent()
            && !secretIsThere("callbackSecret", rules.get().secret(), any -> true)) {
      return;
    }
    Optional<Gateway> before = current;
    current =
        Optional.of(
            new Gateway(name, settings, () -> secret(settings.secret()), this::newId, clock));
    callback = rules;
    problem = "";
    before.ifPresent(this::retire);
  }

  /** While the store cannot be read nothing is known of it: each message looks again. */
  private boolean secretIsThere(String key, String setting, Predicate<Secret> fits) {
    if (setting.isEmpty()) {
      return true;
    }
    try {
      Optional<Secret> secret = vault.resolve(setting);
      if (secret.isEmpty() || secret.get().length() == 0) {
        bad(
            List.of(
                new Problem(
                    key, "names a secret that is not stored; store it, then set it again")));
        return false;
      }
      if (!fits.test(secret.get())) {
        bad(List.of(new Problem(key, "holds characters that cannot stand in a header")));
        return false;
      }
    } catch (StoreUnavailableException | UnsealException unreadable) {
      LOG.warn("The secret cannot be read yet: pid={} why={}", pid, unreadable.getMessage());
    }
    return true;
  }

  private Optional<Secret> secret(String setting) {
    if (setting.isEmpty()) {
      return Optional.of(Secret.of(""));
    }
    try {
      return vault.resolve(setting);
    } catch (StoreUnavailableException | UnsealException unreadable) {
      return Optional.empty();
    }
  }

  private String newId() {
    return HexFormat.of().formatHex(vault.random(ID_OCTETS));
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
        .map(it -> inbox.take(it, secret(it.secret()), request))
        .orElseGet(() -> CompletableFuture.completedFuture(Response.empty(404)));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(Gateway::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
