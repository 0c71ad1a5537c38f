package org.vedette.radsec;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.tls.Watched;

/**
 * What new connections are made with, read again when files change. While they cannot be read, what
 * was read last stays in force. Thread-safe.
 */
final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration SOON = Duration.ofDays(14);

  private final Consumer<TlsMaterial> changed;
  private Optional<TlsFiles> files = Optional.empty();
  private @Nullable Watched<TlsMaterial> watched;
  private volatile @Nullable TlsMaterial current;
  private volatile String problem = "";

  /**
   * Begins without files.
   *
   * @param changed told whenever other material is in force
   */
  Certificates(Consumer<TlsMaterial> changed) {
    this.changed = changed;
  }

  /** Takes files; empty: none, and nothing is in force. */
  synchronized void configure(Optional<TlsFiles> next) {
    if (files.equals(next)) {
      refresh();
      return;
    }
    files = next;
    problem = "";
    if (next.isEmpty()) {
      watched = null;
      current = null;
      return;
    }
    TlsFiles from = next.get();
    watched = new Watched<>(from.all(), () -> TlsMaterial.read(from));
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
          "Certificates or keys cannot be read; those read before stay in force."
              + " pid={} key={} problem=\"{}\"",
          RadsecConfig.PID,
          key(unusable.get()),
          unusable.get());
      return;
    }
    TlsMaterial next = looked.current().orElseThrow();
    current = next;
    LOG.info(
        "Certificates for RadSec were read. subject=\"{}\" expires={}",
        next.identity().certificate().getSubjectX500Principal(),
        next.identity().expires());
    changed.accept(next);
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
                  ? ". Nobody can connect."
                  : ". What was read before stays in force."));
    }
    if (material == null) {
      return Health.ok();
    }
    if (material.listsEnd().filter(end -> end.isBefore(now)).isPresent()) {
      return Health.critical(
          "Clients are refused, because a list in revocationFile is out of date: renew it.");
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
    TlsFiles from = files.orElseThrow();
    if (text.startsWith(from.authorities() + " ")) {
      return "authoritiesFile";
    }
    if (from.revoked().filter(each -> text.startsWith(each + " ")).isPresent()) {
      return "revocationFile";
    }
    return text.startsWith(from.identity().files().get(0) + " ") ? "certificateFile" : "keyFile";
  }
}
