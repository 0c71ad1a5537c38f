package org.vedette.eap;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.tls.Identity;
import org.vedette.tls.IdentitySource;
import org.vedette.tls.Watched;

/** The certificate in force, and how it feels. Thread-safe. */
final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration SOON = Duration.ofDays(14);

  private record Ready(Optional<ServerKey> key, Optional<Instant> expires) {
    static final Ready NOT = new Ready(Optional.empty(), Optional.empty());
  }

  private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
  private final InstantSource clock;
  private IdentitySource source;
  private Watched<Identity> watched;
  private volatile Ready ready = Ready.NOT;
  private volatile String problem = "";

  Certificates(IdentitySource source, InstantSource clock) {
    this.clock = clock;
    this.source = source;
    this.watched = Watched.identity(source);
    take();
  }

  /** Takes other files; until they are good those before stay in force. */
  synchronized void configure(IdentitySource next) {
    if (!next.equals(source)) {
      source = next;
      watched = Watched.identity(next);
      take();
    }
  }

  /** Looks whether the files changed. */
  synchronized void refresh() {
    if (watched.refresh()) {
      take();
    }
  }

  /** Returns what serves new conversations; those that run keep theirs. */
  Optional<ServerKey> key() {
    return ready.key();
  }

  Health health() {
    if (!problem.isEmpty()) {
      return Health.critical("The certificate of EAP cannot be used: " + problem);
    }
    Duration left =
        ready.expires().map(end -> Duration.between(clock.instant(), end)).orElse(Duration.ZERO);
    if (left.isNegative() || left.isZero()) {
      return Health.critical("The certificate of EAP has expired; supplicants refuse it: renew it");
    }
    return left.compareTo(SOON) < 0
        ? Health.warn("The certificate of EAP expires in " + left.toDays() + " days: renew it")
        : Health.ok();
  }

  private void take() {
    problem = watched.problem().orElse("");
    Optional<Identity> current = watched.current();
    if (problem.isEmpty() && current.isPresent()) {
      try {
        Identity identity = current.get();
        ready =
            new Ready(
                Optional.of(new ServerKey(crypto, identity)), Optional.of(identity.expires()));
        LOG.info(
            "EAP shows this certificate from now on. subject=\"{}\" expires={}",
            identity.certificate().getSubjectX500Principal(),
            identity.expires());
        return;
      } catch (IOException | RuntimeException unusable) {
        problem = "its key is of a kind that EAP cannot use; make one with RSA or EC";
      }
    }
    LOG.error(
        "The certificate of EAP cannot be used; the last good one stays in force. pid={}"
            + " key=certificate problem=\"{}\"",
        EapConfig.PID,
        problem);
  }
}
