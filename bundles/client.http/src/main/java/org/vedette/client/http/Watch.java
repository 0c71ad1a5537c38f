package org.vedette.client.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Breaker;
import org.vedette.api.lifecycle.Health;
import org.vedette.client.http.answer.Verdict;

/**
 * Remembers how the provider is. There is no question that costs nothing, so a message is the
 * trial: while the provider is given up, one message at a time goes through when it is time to try
 * again. Thread-safe.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final String gateway;
  private final String server;
  private final InstantSource clock;
  private final Breaker breaker;
  private boolean trying;
  private Instant silentUntil = Instant.MIN;

  /**
   * Why the provider, which works, did not take the last message; wrong settings look like that.
   */
  private Optional<String> complaint = Optional.empty();

  /** Begins with a provider that works. */
  Watch(String gateway, String server, InstantSource clock) {
    this.gateway = gateway;
    this.server = server;
    this.clock = clock;
    this.breaker = new Breaker(clock);
  }

  /** Whether a message may go out. */
  sealed interface Pass permits Open, Trial, Shut {}

  /** It may. */
  record Open() implements Pass {}

  /** It may, and shows whether the provider works again: whoever has it tells how it ended. */
  record Trial() implements Pass {}

  /**
   * It may not.
   *
   * @param why one sentence
   */
  record Shut(String why) implements Pass {}

  /** Asks whether a message may go out now. */
  synchronized Pass pass() {
    Duration silence = Duration.between(clock.instant(), silentUntil);
    if (!silence.isNegative() && !silence.isZero()) {
      return new Shut("the provider wants nothing for another " + (silence.toSeconds() + 1) + " s");
    }
    Optional<String> reason = breaker.reason();
    if (reason.isEmpty()) {
      return new Open();
    }
    if (!trying && breaker.retryDue()) {
      trying = true;
      return new Trial();
    }
    return new Shut("not tried now: " + reason.get());
  }

  /** Notes how a message that went out has ended. */
  synchronized void ended(Pass pass, Verdict verdict) {
    if (pass instanceof Trial) {
      trying = false;
    }
    switch (verdict.state()) {
      case WORKS -> works(verdict);
      // Whether it works shows when the pause is over.
      case BUSY -> silentUntil = clock.instant().plus(verdict.pause());
      case FAILED -> {
        if (breaker.reason().isEmpty()) {
          opened(breaker.slow(why(verdict)));
        } else if (pass instanceof Trial) {
          opened(breaker.fail(why(verdict), false));
        }
      }
      case DOWN -> opened(breaker.fail(why(verdict), false));
      case REFUSES_US -> opened(breaker.fail(why(verdict), true));
    }
  }

  /** Notes that a message that passed was never sent. */
  synchronized void unused(Pass pass) {
    if (pass instanceof Trial) {
      trying = false;
    }
  }

  private void works(Verdict verdict) {
    complaint =
        verdict.delivery() instanceof Delivery.Unreachable none
            ? Optional.of(none.why())
            : Optional.empty();
    breaker.answered();
    if (breaker.close()) {
      LOG.info("Gateway works again: gateway={} server={}", gateway, server);
    }
  }

  private void opened(boolean opened) {
    if (opened) {
      LOG.warn(
          "Gateway does not work: gateway={} server={} why=\"{}\"",
          gateway,
          server,
          breaker.reason().orElse(""));
    }
  }

  private static String why(Verdict verdict) {
    return verdict.delivery().match(sent -> "", rejected -> rejected.why(), none -> none.why());
  }

  /** Returns why messages do not go out now; empty when they do. */
  synchronized Optional<String> trouble() {
    return breaker.reason().map(reason -> "not tried now: " + reason);
  }

  /** Returns how the provider is. */
  synchronized Health health() {
    Optional<String> reason = breaker.reason();
    if (reason.isPresent()) {
      return Health.critical(gateway + " (" + server + "): " + reason.get());
    }
    if (clock.instant().isBefore(silentUntil)) {
      return Health.warn(gateway + " (" + server + "): the provider asks for a pause");
    }
    return complaint
        .map(why -> Health.warn(gateway + " (" + server + "), last message: " + why))
        .orElseGet(Health::ok);
  }
}
