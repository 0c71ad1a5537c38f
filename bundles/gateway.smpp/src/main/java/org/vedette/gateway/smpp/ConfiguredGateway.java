package org.vedette.gateway.smpp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText.Problem;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.gateway.smpp.back.Inbound;
import org.vedette.gateway.smpp.wire.Content;

/**
 * A gateway by its name, across changes of its settings: bad settings leave the last good ones at
 * work and turn health red.
 */
final class ConfiguredGateway implements DeliveryGateway {
  static final String CHANNEL = "sms";

  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGateway.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{3,14}");

  /** SMPP 3.4 section 4.1.1. */
  private static final int LONGEST_PASSWORD = 8;

  private final String name;
  private final String pid;
  private final SecretVault vault;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final Inbound inbound;
  private final Composer composer;
  private volatile Optional<Running> current = Optional.empty();
  private volatile String problem = "";

  /** A gateway and what it was made of. */
  private record Running(Gateway gateway, SmppSettings settings) {}

  /**
   * Begins without settings.
   *
   * @param random gives numbers from 0 to 1
   */
  ConfiguredGateway(
      String name,
      String pid,
      SecretVault vault,
      InstantSource clock,
      DoubleSupplier random,
      Inbound inbound) {
    this.name = name;
    this.pid = pid;
    this.vault = vault;
    this.clock = clock;
    this.random = random;
    this.inbound = inbound;
    this.composer = new Composer((int) (random.getAsDouble() * Composer.REFERENCES));
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(java.util.Map<String, ?> properties) {
    SettingsReader.Reading reading = SettingsReader.read(properties);
    if (reading.settings().isEmpty()) {
      bad(reading.problems());
      return;
    }
    SmppSettings settings = reading.settings().get();
    if (!passwordFits(settings.password())) {
      return;
    }
    Optional<Running> before = current;
    Gateway gateway =
        new Assembly(name, settings, clock, random)
            .gateway(inbound, () -> password(settings.password()));
    current = Optional.of(new Running(gateway, settings));
    problem = "";
    before.ifPresentOrElse(last -> retire(last.gateway(), gateway), gateway::start);
  }

  /** While the store cannot be read nothing is known of it: each bind looks again. */
  private boolean passwordFits(String setting) {
    if (setting.isEmpty()) {
      return true;
    }
    try {
      Optional<Secret> stored = vault.resolve(setting);
      if (stored.isEmpty()) {
        bad(
            List.of(
                new Problem(
                    "password",
                    "names a secret that is not stored; store it, then set password again")));
        return false;
      }
      String text = stored.get().text();
      if (text.length() > LONGEST_PASSWORD
          || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
        bad(
            List.of(
                new Problem(
                    "password", "must be at most 8 characters of ASCII: SMPP takes no longer")));
        return false;
      }
    } catch (StoreUnavailableException | UnsealException unreadable) {
      LOG.warn("The password cannot be read yet: pid={} why={}", pid, unreadable.getMessage());
    }
    return true;
  }

  private Optional<Secret> password(String setting) {
    if (setting.isEmpty()) {
      return Optional.of(Secret.of(""));
    }
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

  /**
   * What runs on the settings before gets its time. Only then are new binds made, because centres
   * count them; messages wait.
   */
  private void retire(Gateway before, Gateway after) {
    Thread thread =
        new Thread(
            () -> {
              before.drain(DRAIN);
              before.close();
              after.start();
            },
            "vedette-gateway-smpp-" + name + "-retire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all work; messages on their way get up to two seconds. */
  void close() {
    current.ifPresent(last -> last.gateway().drain(DRAIN));
    current.ifPresent(last -> last.gateway().close());
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    if (!message.channel().equals(CHANNEL)) {
      return rejected("this gateway sends on channel sms only");
    }
    if (message.text().isEmpty() || message.text().get().body().isBlank()) {
      return rejected("the message has no text: its template is not known");
    }
    if (!NUMBER.matcher(message.to()).matches()) {
      return rejected("the number is not + and 4 to 15 digits");
    }
    String text = message.text().get().body();
    String digits = message.to().substring(1);
    return offer(digits, text)
        .thenCompose(
            delivery ->
                // New settings took the place of the old between two steps: those are there now.
                delivery == Gateway.REPLACED
                    ? offer(digits, text)
                    : CompletableFuture.completedFuture(delivery));
  }

  private CompletionStage<Delivery> offer(String digits, String text) {
    Optional<Running> running = current;
    if (running.isEmpty()) {
      return CompletableFuture.completedFuture(
          new Delivery.Unreachable("smpp:" + name + " has no valid settings"));
    }
    Optional<List<Content>> parts = composer.compose(text, running.get().settings());
    return parts.isEmpty()
        ? rejected("the text needs more than " + Composer.MOST_PARTS + " parts")
        : running.get().gateway().send(digits, parts.get());
  }

  private static CompletionStage<Delivery> rejected(String why) {
    return CompletableFuture.completedFuture(new Delivery.Rejected(why));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(running -> running.gateway().health()).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
