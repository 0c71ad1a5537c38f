package org.vedette.primary.radius;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Breaker;
import org.vedette.api.secret.Secret;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.Patience;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;

/**
 * One server of a target. Its person may be holding a phone, so that silence alone says little: a
 * server that answers Status-Server (RFC 5997) is waited for to the end. Thread-safe.
 */
final class Upstream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
  private static final int PORTS = 16;

  /** How long an answer to Status-Server may take. */
  private static final Patience PROBE = new Patience(Duration.ofMillis(700), 3, true);

  private final String target;
  private final ServerAddress address;
  private final TargetSettings settings;
  private final Secret secret;
  private final Breaker breaker;
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private volatile @Nullable RadiusClient client;
  private volatile boolean answersStatus;
  private boolean closed;

  Upstream(
      String target,
      ServerAddress address,
      TargetSettings settings,
      Secret secret,
      InstantSource clock) {
    this.target = target;
    this.address = address;
    this.settings = settings;
    this.secret = secret;
    this.breaker = new Breaker(clock);
  }

  ServerAddress address() {
    return address;
  }

  /** Why it is not asked now; empty when it is. */
  Optional<String> trouble() {
    return breaker.reason();
  }

  /** Opens the sockets if they are not. Looks the name up, which may block. */
  void open() {
    try {
      connect();
    } finally {
      tried.complete(null);
    }
  }

  private synchronized void connect() {
    if (client != null || closed) {
      return;
    }
    try {
      InetSocketAddress server =
          new InetSocketAddress(InetAddress.getByName(address.host()), address.port());
      client =
          RadiusClient.to(server, secret.text())
              .ports(PORTS)
              .protection(settings.protection())
              .open();
    } catch (UnknownHostException unknown) {
      lost("its name is not known");
    }
  }

  /**
   * Asks, once it was tried to open the sockets.
   *
   * @param left how long an answer is of use
   * @return completes with what the server said; empty when it is to be taken for dead
   */
  CompletableFuture<Optional<Exchange>> ask(RadiusRequest request, Duration left) {
    return tried
        .copy()
        .completeOnTimeout(null, left.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(opened -> askOpened(request, left));
  }

  private CompletableFuture<Optional<Exchange>> askOpened(RadiusRequest request, Duration left) {
    RadiusClient asked = client;
    if (asked == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    int sends = (int) Math.max(1, left.dividedBy(settings.resend()));
    Duration each = left.compareTo(settings.resend()) < 0 ? left : settings.resend();
    CompletableFuture<Exchange> exchange = asked.send(request, new Patience(each, sends, true));
    doubtLater(exchange);
    return exchange.handle((ended, failure) -> ended == null ? Optional.empty() : judge(ended));
  }

  /** An answer closes the breaker, silence to the end opens it. */
  private Optional<Exchange> judge(Exchange ended) {
    if (ended.reply().isPresent()) {
      works();
      return Optional.of(ended);
    }
    lost(
        ended.unprotected()
            ? "its replies carry no Message-Authenticator: update it, or set"
                + " messageAuthenticator=off in a protected network"
            : ended.problems().isEmpty() ? "no reply" : ended.problems().get(0));
    return Optional.empty();
  }

  /** After a while without a reply somebody has to say that it lives. */
  private void doubtLater(CompletableFuture<Exchange> exchange) {
    Duration patience = answersStatus ? settings.patience() : settings.timeout();
    CompletableFuture<Void> clock = new CompletableFuture<>();
    exchange.whenComplete((ended, failure) -> clock.cancel(false));
    clock
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenRun(
            () ->
                lives()
                    .thenAccept(
                        yes -> {
                          if (yes) {
                            doubtLater(exchange);
                          } else if (exchange.cancel(false)) {
                            lost("no reply, and no answer to Status-Server");
                          }
                        }));
  }

  /** Asks whether it lives (RFC 5997 section 3). */
  private CompletableFuture<Boolean> lives() {
    RadiusClient asked = client;
    return asked == null
        ? CompletableFuture.completedFuture(false)
        : asked
            .send(RadiusRequest.status(), PROBE)
            .handle((ended, failure) -> ended != null && ended.reply().isPresent())
            .thenApply(
                yes -> {
                  answersStatus |= yes;
                  return yes;
                });
  }

  /** Looks after the server in the background. */
  void watch() {
    open();
    lives()
        .thenAccept(
            yes -> {
              if (yes) {
                works();
              } else if (answersStatus) {
                lost("no answer to Status-Server");
              } else if (breaker.retryDue() && client != null) {
                // It never answers Status-Server: the next sign-in tries it.
                works();
              }
            });
  }

  private void works() {
    breaker.answered();
    if (breaker.close()) {
      LOG.info("A RADIUS target is back. target={} server={}", target, address);
    }
  }

  private void lost(String why) {
    if (breaker.fail(why, false)) {
      LOG.warn(
          "A RADIUS target does not answer and is not asked until it does. target={} server={}"
              + " why=\"{}\"",
          target,
          address,
          why);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    RadiusClient last = client;
    client = null;
    if (last != null) {
      last.close();
    }
  }
}
