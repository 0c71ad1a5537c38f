package org.vedette.store.log;

import java.time.Duration;

/**
 * Bounds of the log.
 *
 * @param queue most changes that wait
 * @param group most changes forced to the disk together
 * @param turn how long a change waits for its turn
 * @param journalWait how long the journal is waited for
 * @param fileBytes length above which the file is emptied once everything is applied
 */
public record Limits(int queue, int group, Duration turn, Duration journalWait, long fileBytes) {
  /** What the server runs with. */
  public static final Limits DEFAULT =
      new Limits(1000, 64, Duration.ofSeconds(10), Duration.ofSeconds(5), 8L << 20);
}
