package org.vedette.primary.radius;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.vedette.api.accounting.AccountingForwarder.Forwarded;
import org.vedette.api.auth.Credential;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.HiddenAttributes;
import org.vedette.codec.radius.SharedSecret;

/** Servers in the order of failover, under settings that do not change. Thread-safe. */
final class Target implements AutoCloseable {
  /** What is left of the deadline for the answer to travel. */
  private static final Duration MARGIN = Duration.ofMillis(200);

  private final String name;
  private final InstantSource clock;
  private final List<Upstream> servers;
  private final RequestWriter writer;
  private final ReplyReader reader;
  private final InFlight running = new InFlight();
  private final ScheduledThreadPoolExecutor watch;
  private final AccountingServers accounting;

  Target(
      String name,
      TargetSettings settings,
      Secret secret,
      SecretVault vault,
      Dictionary dictionary,
      InstantSource clock) {
    this.name = name;
    this.clock = clock;
    this.writer = new RequestWriter(vault, settings.nasIdentifier());
    this.reader =
        new ReplyReader(vault, new HiddenAttributes(dictionary), SharedSecret.of(secret.bytes()));
    this.servers =
        settings.servers().stream()
            .map(each -> new Upstream(name, each, settings, secret, clock))
            .toList();
    this.accounting = new AccountingServers(settings, secret, vault);
    this.watch =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-primary-radius-" + name);
              thread.setDaemon(true);
              return thread;
            });
    for (Upstream each : servers) {
      watch.scheduleWithFixedDelay(
          each::watch, 0, settings.probe().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Checks; see {@link org.vedette.api.primary.PrimaryAuthenticator#check}. */
  CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return running.track(() -> begin(request));
  }

  /** Hands a report on. */
  CompletionStage<Forwarded> forward(byte[] attributes, Duration waited) {
    return running.track(() -> accounting.forward(attributes, waited));
  }

  private CompletionStage<PrimaryVerdict> begin(PrimaryRequest request) {
    Optional<Continuation> goingOn = request.continuation().flatMap(Continuation::read);
    if (request.continuation().isPresent() && goingOn.isEmpty()) {
      return done(new PrimaryVerdict.Refused("the challenge is not one of this target"));
    }
    Optional<RadiusRequest> question =
        writer.write(request, goingOn.map(Continuation::state).orElse(new byte[0]));
    if (question.isEmpty()) {
      return done(new PrimaryVerdict.Refused(whyNot(request.credential())));
    }
    List<Upstream> order = goingOn.map(it -> named(it.server())).orElseGet(this::inOrder);
    return askFrom(0, order, question.get(), request.deadline().minus(MARGIN));
  }

  private static String whyNot(Credential credential) {
    return credential instanceof Credential.Typed
        ? "a password over RADIUS has at most 128 octets"
        : "it did not come over RADIUS, so that it cannot be handed on";
  }

  /** A challenge is answered by the server that made it, or by none. */
  private List<Upstream> named(String server) {
    return servers.stream().filter(each -> each.address().toString().equals(server)).toList();
  }

  /** Those that work first; when none does all are tried, since a breaker may be wrong. */
  private List<Upstream> inOrder() {
    List<Upstream> well = servers.stream().filter(each -> each.trouble().isEmpty()).toList();
    return well.isEmpty() ? servers : well;
  }

  private CompletionStage<PrimaryVerdict> askFrom(
      int at, List<Upstream> order, RadiusRequest question, Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    if (at == order.size() || left.isNegative() || left.isZero()) {
      return done(
          new PrimaryVerdict.Unreachable("no server of " + name + " answers: " + troubles()));
    }
    Upstream server = order.get(at);
    return server
        .ask(question, left)
        .thenCompose(
            answer ->
                answer
                    .map(it -> done(reader.read(server.address().toString(), it)))
                    .orElseGet(() -> askFrom(at + 1, order, question, until)));
  }

  private String troubles() {
    String all =
        servers.stream()
            .flatMap(each -> each.trouble().map(why -> each.address() + " " + why).stream())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? "not in time" : all;
  }

  /** Returns how its servers feel. */
  Health health() {
    List<Upstream> silent = new ArrayList<>(servers);
    silent.removeIf(each -> each.trouble().isEmpty());
    if (silent.isEmpty()) {
      return Health.ok();
    }
    String message = "RADIUS target " + name + ": " + troubles() + ".";
    return silent.size() == servers.size() ? Health.critical(message) : Health.warn(message);
  }

  /** Waits for what runs. */
  void drain(Duration limit) {
    running.drain(limit);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    servers.forEach(Upstream::close);
    accounting.close();
  }

  private static CompletionStage<PrimaryVerdict> done(PrimaryVerdict verdict) {
    return CompletableFuture.completedFuture(verdict);
  }
}
