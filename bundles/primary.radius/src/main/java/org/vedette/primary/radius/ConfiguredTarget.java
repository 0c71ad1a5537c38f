package org.vedette.primary.radius;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.accounting.AccountingForwarder;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.radius.Dictionary;

/**
 * A target by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red.
 */
final class ConfiguredTarget implements PrimaryAuthenticator, AccountingForwarder {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredTarget.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final Dictionary dictionary;
  private final InstantSource clock;
  private volatile Optional<Target> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredTarget(
      String name, String pid, SecretVault vault, Dictionary dictionary, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
    this.dictionary = dictionary;
    this.clock = clock;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    TargetSettings.Reading reading = TargetSettings.read(properties);
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
    TargetSettings settings = reading.settings().get();
    Optional<Secret> secret = vault.resolve(settings.secret());
    if (secret.isEmpty() || secret.get().length() == 0) {
      bad("secret", "secret names a secret that is not stored; store it, then set secret again");
      return;
    }
    Optional<Target> before = current;
    current = Optional.of(new Target(name, settings, secret.get(), vault, dictionary, clock));
    problem = "";
    before.ifPresent(ConfiguredTarget::retire);
  }

  private void bad(String keys, String why) {
    LOG.error(
        "Settings are wrong, the last good ones stay: pid={} keys=[{}] why=\"{}\"", pid, keys, why);
    problem = why;
  }

  /** What runs on the settings before gets its time, on a thread of its own. */
  private static void retire(Target before) {
    CompletableFuture.runAsync(
        () -> {
          before.drain(DRAIN);
          before.close();
        });
  }

  /** Ends all work; running checks get up to two seconds. */
  void close() {
    current.ifPresent(last -> last.drain(DRAIN));
    current.ifPresent(Target::close);
  }

  @Override
  public CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return current
        .map(target -> target.check(request))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new PrimaryVerdict.Unreachable(
                        "RADIUS target " + name + " has no valid settings")));
  }

  @Override
  public CompletionStage<Forwarded> forward(byte[] attributes, Duration waited) {
    return current
        .map(target -> target.forward(attributes, waited))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Silent("RADIUS target " + name + " has no valid settings")));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(Target::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
