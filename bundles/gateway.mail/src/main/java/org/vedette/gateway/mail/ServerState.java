package org.vedette.gateway.mail;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Breaker;
import org.vedette.api.lifecycle.Health;

/** What is known of the server: whether it is asked, and how it feels. Thread-safe. */
final class ServerState {
  private static final Logger LOG = LoggerFactory.getLogger(ServerState.class);

  private final String name;
  private final Breaker breaker;
  private volatile Optional<String> sender = Optional.empty();

  ServerState(String name, InstantSource clock) {
    this.name = name;
    this.breaker = new Breaker(clock);
  }

  /** Returns why the server is not asked; empty when it is. */
  Optional<String> shut() {
    return breaker.reason().map(why -> "the mail server cannot be used: " + why);
  }

  /** Whether it is time to look whether the server works again. */
  boolean lookDue() {
    return breaker.retryDue();
  }

  /** A connection is there, signed in. */
  void connected() {
    if (breaker.close()) {
      LOG.info("A mail server works again. gateway=mail:{}", name);
    }
  }

  /** A mail was taken. */
  void sent() {
    breaker.answered();
    sender = Optional.empty();
  }

  /** Something went wrong. */
  void noted(Trouble trouble) {
    boolean opened = false;
    switch (trouble.kind()) {
      case DOWN -> opened = breaker.fail(trouble.why(), false);
      case MISSET -> opened = breaker.fail(trouble.why(), true);
      case LOST -> opened = breaker.slow(trouble.why());
      case SENDER -> {
        breaker.answered();
        noteSender(trouble.why());
      }
      case LATER, REFUSED -> breaker.answered();
    }
    if (opened) {
      LOG.warn(
          "A mail server cannot be used. gateway=mail:{} step=\"{}\" why=\"{}\"",
          name,
          trouble.step(),
          breaker.reason().orElse(""));
    }
  }

  private void noteSender(String why) {
    if (sender.isEmpty()) {
      LOG.warn(
          "A mail server does not take mails from the address set as from. gateway=mail:{} why=\"{}\"",
          name,
          why);
    }
    sender = Optional.of(why);
  }

  /** Returns how it feels. */
  Health health() {
    Optional<String> shut = shut();
    if (shut.isPresent()) {
      return Health.critical("mail:" + name + ": " + shut.get());
    }
    return sender
        .map(
            why ->
                Health.warn(
                    "mail:" + name + ": the server does not take mails from the address: " + why))
        .orElse(Health.ok());
  }
}
