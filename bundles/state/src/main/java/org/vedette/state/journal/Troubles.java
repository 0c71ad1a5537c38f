package org.vedette.state.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;

/** What is wrong with the journal now; says it once when it begins and once when it ends. */
final class Troubles {
  /** A write that takes longer is felt by people who sign in. */
  static final Duration SLOW = Duration.ofSeconds(1);

  /** After so long most clients have given up. */
  static final Duration STUCK = Duration.ofSeconds(5);

  /** How long a slow write is told of after it has ended. */
  static final Duration REMEMBERED = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
  private static final Duration LOG_PAUSE = Duration.ofMinutes(1);
  private static final String LOOK =
      " Look at what else uses that disk (iostat -x, iotop) and for its errors (dmesg).";

  /** A write that took long, and when it ended. */
  private record SlowWrite(Duration took, Instant ended) {}

  private final InstantSource clock;
  private Instant slowLogged = Instant.MIN;
  private volatile @Nullable Instant writingSince;
  private volatile @Nullable SlowWrite slow;
  private volatile @Nullable String outage;
  private volatile @Nullable String fault;
  private volatile @Nullable String snapshot;

  Troubles(InstantSource clock) {
    this.clock = clock;
  }

  /** A write to the disk begins; on the writing thread. */
  void writing() {
    writingSince = clock.instant();
  }

  /** It is on the disk; on the writing thread. */
  void written() {
    ended();
    if (outage != null) {
      outage = null;
      LOG.info("The journal can be written again.");
    }
  }

  /** It has failed; on the writing thread. */
  void unwritable(String why) {
    ended();
    if (outage == null) {
      LOG.error("The journal cannot be written: no sign-in is granted until it can. cause={}", why);
    }
    outage = why;
  }

  private void ended() {
    Instant since = writingSince;
    writingSince = null;
    if (since == null) {
      return;
    }
    Instant now = clock.instant();
    Duration took = Duration.between(since, now);
    if (took.compareTo(SLOW) < 0) {
      return;
    }
    slow = new SlowWrite(took, now);
    if (now.isAfter(slowLogged.plus(LOG_PAUSE))) {
      slowLogged = now;
      LOG.warn("The disk of the journal is slow: sign-ins wait for it. millis={}", took.toMillis());
    }
  }

  /** Whether the last write has failed. */
  boolean unwritable() {
    return outage != null;
  }

  void fault(Throwable cause) {
    fault = cause.toString();
    LOG.error("The journal has stopped because of an internal error: restart the bundle.", cause);
  }

  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  void snapshotFailed(String why) {
    if (snapshot == null) {
      LOG.warn("The snapshot cannot be written: the journal grows meanwhile. cause={}", why);
    }
    snapshot = why;
  }

  void snapshotWritten() {
    snapshot = null;
  }

  Health health() {
    String stopped = fault;
    String unwritable = outage;
    String grows = snapshot;
    if (stopped != null) {
      return Health.critical("The journal has stopped; restart the bundle: " + stopped);
    }
    if (unwritable != null) {
      return Health.critical("The journal cannot be written: " + unwritable);
    }
    return slowness()
        .orElseGet(
            () ->
                grows == null
                    ? Health.ok()
                    : Health.warn("The snapshot of the journal cannot be written: " + grows));
  }

  private Optional<Health> slowness() {
    Instant now = clock.instant();
    Instant since = writingSince;
    Duration waits = since == null ? Duration.ZERO : Duration.between(since, now);
    if (waits.compareTo(SLOW) >= 0) {
      String what =
          "The disk of the journal has not answered for "
              + waits.toMillis()
              + " ms, and sign-ins wait."
              + LOOK;
      return Optional.of(waits.compareTo(STUCK) >= 0 ? Health.critical(what) : Health.warn(what));
    }
    SlowWrite last = slow;
    return last == null || now.isAfter(last.ended().plus(REMEMBERED))
        ? Optional.empty()
        : Optional.of(
            Health.warn(
                "The disk of the journal is slow: a write took "
                    + last.took().toMillis()
                    + " ms, and sign-ins waited."
                    + LOOK));
  }
}
