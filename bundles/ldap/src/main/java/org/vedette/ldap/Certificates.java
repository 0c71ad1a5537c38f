package org.vedette.ldap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.tls.IdentitySource;
import org.vedette.tls.Watched;

/**
 * What TLS towards clients is made with, read again when files change. While they cannot be read,
 * what was read last stays in force. Thread-safe.
 */
final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration SOON = Duration.ofDays(14);

  private Optional<IdentitySource> files = Optional.empty();
  private @Nullable Watched<TlsMaterial> watched;
  private volatile @Nullable TlsMaterial current;
  private volatile String problem = "";

  /** Takes files; empty: none, and nothing is in force. */
  synchronized void configure(Optional<IdentitySource> next) {
    if (!files.equals(next)) {
      files = next;
      problem = "";
      watched =
          next.map(from -> new Watched<>(from.files(), () -> TlsMaterial.read(from))).orElse(null);
      if (next.isEmpty()) {
        current = null;
      }
    }
    refresh();
  }

  /** Looks whether files have changed. */
  synchronized void refresh() {
    Watched<TlsMaterial> looked = watched;
    if (looked == null || !looked.refresh()) {
      return;
    }
    Optional<String> unusable = looked.problem();
    problem = unusable.orElse("");
    if (unusable.isPresent()) {
      LOG.error(
          "Certificate or key cannot be read; those read before stay in force."
              + " pid={} key={} problem=\"{}\"",
          LdapConfig.PID,
          key(unusable.get()),
          unusable.get());
      return;
    }
    TlsMaterial next = looked.current().orElseThrow();
    current = next;
    LOG.info(
        "A certificate for LDAP was read. subject=\"{}\" expires={}",
        next.identity().certificate().getSubjectX500Principal(),
        next.identity().expires());
  }

  /** Returns what is in force; null when nothing is. */
  @Nullable TlsMaterial current() {
    return current;
  }

  /** How it feels. */
  Health health(Instant now) {
    TlsMaterial material = current;
    if (!problem.isEmpty()) {
      return Health.critical(
          problem
              + (material == null
                  ? ". Nobody can use TLS."
                  : ". What was read before stays in force."));
    }
    if (material == null) {
      return Health.ok();
    }
    Instant end = material.identity().expires();
    if (end.isBefore(now)) {
      return Health.critical("The certificate has ended: renew certificateFile.");
    }
    return end.isBefore(now.plus(SOON))
        ? Health.warn("The certificate ends at " + end + ": renew certificateFile.")
        : Health.ok();
  }

  /** Finds the setting that a problem is about, which begins with the file it names. */
  private String key(String text) {
    return files.filter(from -> text.startsWith(from.files().get(0) + " ")).isPresent()
        ? "certificateFile"
        : "keyFile";
  }
}
