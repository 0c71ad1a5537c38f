package org.vedette.accounting.journal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why nothing can be written; said once when it begins and once when it ends. Thread-safe. */
final class JournalTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(JournalTrouble.class);

  private volatile @Nullable String why;

  void begins(String cause) {
    if (why == null) {
      LOG.error(
          "Accounting reports cannot be stored and are not acknowledged. cause=\"{}\"", cause);
    }
    why = cause;
  }

  void ends() {
    if (why != null) {
      why = null;
      LOG.info("Accounting reports are stored and acknowledged again.");
    }
  }

  @Nullable String why() {
    return why;
  }
}
