package org.vedette.store.log;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.store.db.Causes;

/** Whether changes can be written: in the health always, in the log when it turns. One thread. */
public final class WriteCondition {
  private static final Logger LOG = LoggerFactory.getLogger(WriteCondition.class);

  private final String what;
  private final Consumer<Health> health;
  private boolean bad;
  private String trouble = "";

  /**
   * Good, as far as is known.
   *
   * @param what cannot be done while it is bad, as the beginning of a sentence
   */
  public WriteCondition(String what, Consumer<Health> health) {
    this.what = what;
    this.health = health;
  }

  /** Whether the last writing has failed. */
  public boolean bad() {
    return bad;
  }

  /** The last sentence of {@link #failed}; empty before. */
  public String trouble() {
    return trouble;
  }

  /** Writing has failed; returns a sentence for whoever waits. */
  public String failed(Exception failure) {
    trouble = what + ": " + Causes.root(failure);
    if (!bad) {
      LOG.warn("Changes cannot be written reason=\"{}\"", Causes.root(failure));
    }
    bad = true;
    health.accept(Health.critical(trouble));
    return trouble;
  }

  /** Writing has succeeded. */
  public void good() {
    if (bad) {
      LOG.info("Changes can be written again");
    }
    bad = false;
    health.accept(Health.ok());
  }
}
