package org.vedette.gateway.sip;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText.Problem;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.gateway.sip.call.Timers;
import org.vedette.gateway.sip.prompt.Prompts;

/**
 * A gateway by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red. Calls end on the settings that they began with.
 */
final class ConfiguredGateway implements DeliveryGateway {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGateway.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final Prompts prompts;
  private final BiFunction<ChallengeToken, CallEvent, CompletionStage<CallStep>> desk;
  private final Timers timers;
  private final Set<Gateway> retiring = ConcurrentHashMap.newKeySet();
  private volatile Optional<Gateway> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredGateway(
      String name,
      String pid,
      SecretVault vault,
      Prompts prompts,
      BiFunction<ChallengeToken, CallEvent, CompletionStage<CallStep>> desk,
      Timers timers) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
    this.prompts = prompts;
    this.desk = desk;
    this.timers = timers;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    SipSettings.Reading reading = SipSettings.read(properties);
    if (reading.settings().isEmpty()) {
      bad(reading.problems());
      return;
    }
    SipSettings settings = reading.settings().get();
    if (!passwordIsThere(settings)) {
      return;
    }
    Optional<Gateway> before = current;
    current =
        Optional.of(
            new Gateway(
                name,
                settings,
                new Gateway.Outside(
                    () -> password(settings.password()),
                    prompts,
                    desk,
                    vault::random,
                    InstantSource.system(),
                    timers)));
    problem = "";
    before.ifPresent(
        // A port that is set is wanted by the successor.
        each -> retire(each, settings.target().localPort() == 0 ? each.longestCall() : DRAIN));
  }

  /** While the store cannot be read nothing is known of it: each request looks again. */
  private boolean passwordIsThere(SipSettings settings) {
    if (settings.password().isEmpty()) {
      return true;
    }
    try {
      Optional<Secret> secret = vault.resolve(settings.password());
      if (secret.isEmpty() || secret.get().length() == 0) {
        bad(
            List.of(
                new Problem(
                    "password",
                    "names a secret that is not stored; store it, then set password again")));
        return false;
      }
    } catch (StoreUnavailableException | UnsealException unreadable) {
      LOG.warn("The password cannot be read yet: pid={} why={}", pid, unreadable.getMessage());
    }
    return true;
  }

  private Optional<Secret> password(String setting) {
    try {
      return vault.resolve(setting);
    } catch (StoreUnavailableException | UnsealException unreadable) {
      return Optional.empty();
    }
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

  /** Lets calls end on the settings before. */
  private void retire(Gateway before, Duration limit) {
    retiring.add(before);
    Thread thread =
        new Thread(
            () -> {
              before.drain(limit);
              if (retiring.remove(before)) {
                before.close();
              }
            },
            "vedette-gateway-sip-" + name + "-retire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all work; calls on their way get up to two seconds. */
  void close() {
    current.ifPresent(last -> last.drain(DRAIN));
    current.ifPresent(Gateway::close);
    for (Gateway each : retiring) {
      if (retiring.remove(each)) {
        each.close();
      }
    }
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
                    new Delivery.Unreachable("sip:" + name + " has no valid settings, or ends")));
  }

  private Optional<CompletionStage<Delivery>> offer(Message message) {
    return current.flatMap(gateway -> gateway.offer(message));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(Gateway::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
