package org.vedette.state.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;

/** What is wrong with the journal now; says it once when it begins and once when it ends. */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

  private volatile @Nullable String outage;
  private volatile @Nullable String fault;
  private volatile @Nullable String snapshot;

  void unwritable(String why) {
    if (outage == null) {
      LOG.error("The journal cannot be written: no sign-in is granted until it can. cause={}", why);
    }
    outage = why;
  }

  void written() {
    if (outage != null) {
      outage = null;
      LOG.info("The journal can be written again.");
    }
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
    return grows == null
        ? Health.ok()
        : Health.warn("The snapshot of the journal cannot be written: " + grows);
  }
}
