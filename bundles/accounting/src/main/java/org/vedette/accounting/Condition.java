package org.vedette.accounting;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with the database; said once when it begins and once when it ends. Thread-safe. */
final class Condition {
  private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

  private volatile @Nullable String trouble = "the accounting database has not answered yet";
  private volatile boolean said;

  /** Something fails. */
  void bad(String why) {
    trouble = why;
    if (!said) {
      said = true;
      LOG.error("Accounting reports are not entered: they wait in the journal. cause=\"{}\"", why);
    }
  }

  /** The database is not there, as while it is being opened. */
  void absent() {
    trouble =
        "the accounting database is not open; see the log for the data source vedette.accounting";
  }

  /** All is well. */
  void good() {
    trouble = null;
    if (said) {
      said = false;
      LOG.info("Accounting reports are entered again.");
    }
  }

  /** What is wrong; empty when nothing is. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }
}
