package org.vedette.state.journal;

/**
 * Bounds, all of which may change while running but {@code auditTail}.
 *
 * @param maxQueue entries that may wait to be written
 * @param snapshotBytes size at which a segment is closed and a snapshot is written
 * @param maxChallenges challenges that may be open
 * @param auditTail newest audit records kept in memory
 * @param minFreeBytes free space below which nothing is written
 * @param auditBacklogBytes size of the journal above which health says WARN
 */
public record Limits(
    int maxQueue,
    long snapshotBytes,
    int maxChallenges,
    int auditTail,
    long minFreeBytes,
    long auditBacklogBytes) {

  /** The shipped values. */
  public static Limits defaults() {
    return new Limits(20_000, 64L << 20, 100_000, 20_000, 16L << 20, 1L << 30);
  }
}
