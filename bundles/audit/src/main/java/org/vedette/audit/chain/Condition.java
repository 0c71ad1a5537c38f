package org.vedette.audit.chain;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;

/** What is wrong with the copy; said once when it begins and once when it ends. Thread-safe. */
public final class Condition {
  private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

  private volatile @Nullable String trouble = "the audit database has not answered yet";
  private volatile boolean said;

  /** Something fails. */
  void bad(String why) {
    trouble = why;
    if (!said) {
      said = true;
      LOG.error("Audit records are not copied: they wait in the journal. cause={}", why);
    }
  }

  /** The database is not there, as while it is being opened. */
  public void absent() {
    trouble = "the audit database is not open; see the log for the data source vedette.audit";
  }

  /** All is well. */
  void good() {
    trouble = null;
    if (said) {
      said = false;
      LOG.info("Audit records are copied again.");
    }
  }

  /** How the copy feels. */
  public Health health() {
    String why = trouble;
    return why == null
        ? Health.ok()
        : Health.critical("Audit records are not copied, they wait in the journal: " + why);
  }
}
