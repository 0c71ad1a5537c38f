package org.vedette.gateway.call;

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
  private final SecretVault vault;
  private final Desks desks;
  private final InstantSource clock;
  private final Calls calls = new Calls();
  private volatile Optional<Live> current = Optional.empty();
  private volatile String problem = "";

  /** What works on one set of settings. */
  private record Live(CallSettings settings, Conversation conversation, Calling calling) {}

  ConfiguredGateway(String name, String pid, SecretVault vault, Desks desks, InstantSource clock) {
    this.name = name;
    this.pid = pid;
    this.secrets = new StoredSecrets(vault, pid);
    this.vault = vault;
    this.desks = desks;
    this.clock = clock;
  }

  /** Puts these settings to work, if nothing is wrong with them. Not called concurrently. */
  void configure(Map<String, ?> properties) {
    String gateway = "call:" + name;
    CallSettings.Reading reading = CallSettings.read(gateway, properties);
    if (reading.settings().isEmpty()) {
      bad(reading.problems());
      return;
    }
    CallSettings settings = reading.settings().get();
    List<Problem> problems =
        Stream.of(
                secrets.problem(
                    "secret", settings.secret(), settings.plan().authentication()::fits),
                secrets.problem("callbackSecret", settings.signing(), any -> true))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      bad(problems);
      return;
    }
    Conversation conversation = new Conversation(gateway, settings, vault, calls, desks, clock);
    Optional<Live> before = current;
    current =
        Optional.of(
            new Live(
                settings,
                conversation,
                new Calling(gateway, settings, secrets, conversation, calls, clock)));
    problem = "";
    before.map(Live::calling).ifPresent(this::retire);
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
  private void retire(Calling before) {
    Thread thread =
        new Thread(
            () -> {
              before.drain(DRAIN);
              before.close();
            },
            "vedette-gateway-call-" + name + "-retire");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all work; orders on their way get up to two seconds. */
  void close() {
    Optional<Calling> last = current.map(Live::calling);
    last.ifPresent(it -> it.drain(DRAIN));
    last.ifPresent(Calling::close);
  }

  @Override
  public String channel() {
    return Calling.CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    return offer(message)
        // New settings took the place of the old between two steps: those are there now.
        .or(() -> offer(message))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Delivery.Unreachable("call:" + name + " has no valid settings, or ends")));
  }

  private Optional<CompletionStage<Delivery>> offer(Message message) {
    return current.flatMap(live -> live.calling().offer(message));
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    return current
        .map(live -> live.conversation().take(request, secrets.read(live.settings().signing())))
        .orElseGet(() -> CompletableFuture.completedFuture(Response.empty(404)));
  }

  /** Returns how it feels. */
  Health health() {
    return problem.isEmpty()
        ? current.map(live -> live.calling().health()).orElse(Health.ok())
        : Health.critical("settings of " + pid + " are wrong: " + problem);
  }
}
