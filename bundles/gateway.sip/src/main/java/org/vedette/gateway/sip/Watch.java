package org.vedette.gateway.sip;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Breaker;
import org.vedette.api.lifecycle.Health;

/** Remembers how the trunk is. Thread-safe. */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final String gateway;
  private final String server;
  private final Breaker breaker;

  /** What was wrong with the last call, though the trunk works; wrong settings look like that. */
  private Optional<String> complaint = Optional.empty();

  Watch(String gateway, String server, InstantSource clock) {
    this.gateway = gateway;
    this.server = server;
    this.breaker = new Breaker(clock);
  }

  /** Returns why no call is tried now. */
  Optional<String> trouble() {
    return breaker.reason().map(reason -> "not tried now: " + reason);
  }

  /** Tells whether it is time to ask a trunk that does not work. */
  boolean retryDue() {
    return breaker.retryDue();
  }

  /** The trunk has answered something. */
  synchronized void answered() {
    breaker.answered();
    if (breaker.close()) {
      LOG.info("SIP trunk works again: gateway={} server={}", gateway, server);
    }
  }

  /** A call went as it should. */
  synchronized void works() {
    complaint = Optional.empty();
    answered();
  }

  /**
   * The trunk works, but not as it should: it took no call, for a reason that is no person's, or
   * takes no keys.
   */
  synchronized void complain(String what) {
    if (!complaint.equals(Optional.of(what))) {
      LOG.warn("SIP trunk: gateway={} server={} why=\"{}\"", gateway, server, what);
    }
    complaint = Optional.of(what);
    answered();
  }

  /** The trunk cannot be reached. */
  synchronized void down(String why, boolean lasting) {
    opened(breaker.fail(why, lasting));
  }

  /** The trunk said nothing to one call. */
  synchronized void silent(String why) {
    opened(breaker.slow(why));
  }

  private void opened(boolean opened) {
    if (opened) {
      LOG.warn(
          "SIP trunk does not work: gateway={} server={} why=\"{}\"",
          gateway,
          server,
          breaker.reason().orElse(""));
    }
  }

  /**
   * Returns how the trunk is.
   *
   * @param registration why this server is not registered there; empty when it is or need not be
   */
  synchronized Health health(Optional<String> registration) {
    String who = gateway + " (" + server + ")";
    Optional<String> reason = breaker.reason();
    if (reason.isPresent()) {
      return Health.critical(who + ": " + reason.get());
    }
    if (registration.isPresent()) {
      return Health.warn(who + ": " + registration.get());
    }
    return complaint.map(why -> Health.warn(who + ", last call: " + why)).orElseGet(Health::ok);
  }
}
