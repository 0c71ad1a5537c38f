package org.vedette.primary.ntlm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.primary.PrimaryAuthenticator;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.SecretVault;

/**
 * A domain by its name in the settings, across their changes: bad settings leave the last good ones
 * at work and turn health red.
 */
final class ConfiguredDomain implements PrimaryAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredDomain.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final InstantSource clock;
  private volatile Optional<NtlmDomain> current = Optional.empty();
  private volatile String problem = "";

  ConfiguredDomain(String name, String pid, SecretVault vault, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
    this.clock = clock;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    NtlmSettings.Reading reading = NtlmSettings.read(properties);
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
    Optional<NtlmDomain> before = current;
    current = Optional.of(new NtlmDomain(name, reading.settings().get(), vault, clock));
    problem = "";
    before.ifPresent(ConfiguredDomain::retire);
  }

  private void bad(String keys, String why) {
    LOG.error(
        "Settings are wrong, the last good ones stay: pid={} keys=[{}] why=\"{}\"", pid, keys, why);
    problem = why;
  }

  /** What runs on the settings before gets its time, on a thread of its own. */
  private static void retire(NtlmDomain before) {
    CompletableFuture.runAsync(
        () -> {
          before.drain(DRAIN);
          before.close();
        });
  }

  /** Ends all work; running checks get up to two seconds. */
  void close() {
    current.ifPresent(last -> last.drain(DRAIN));
    current.ifPresent(NtlmDomain::close);
  }

  @Override
  public CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return current
        .map(domain -> domain.check(request))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new PrimaryVerdict.Unreachable("ntlm:" + name + " has no valid settings")));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(NtlmDomain::health).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
