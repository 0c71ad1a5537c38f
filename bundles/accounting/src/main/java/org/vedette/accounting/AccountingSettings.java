package org.vedette.accounting;

import java.nio.file.Path;
import java.time.Duration;
import org.vedette.accounting.journal.Limits;

/**
 * Validated settings.
 *
 * @param directory folder of the journal
 * @param limits bounds of the journal
 * @param retention age at which sessions and reports are removed
 * @param maxReports reports kept in the database
 * @param stale silence after which a session is stale
 */
record AccountingSettings(
    Path directory, Limits limits, Duration retention, long maxReports, Duration stale) {
  private static final String BASE = "${karaf.base}";
  private static final long SEGMENT = 8 << 20;
  private static final int MAX_QUEUE = 20_000;

  /**
   * Checks settings.
   *
   * @param base what stands for {@code ${karaf.base}}
   * @throws IllegalArgumentException naming the first wrong key
   */
  static AccountingSettings of(AccountingConfig config, String base) {
    if (config.directory().isBlank()) {
      throw new IllegalArgumentException("directory: must not be empty");
    }
    long journal = within("journalMiB", config.journalMiB(), 64, 65_536);
    long free = within("minFreeMiB", config.minFreeMiB(), 0, 1_048_576);
    return new AccountingSettings(
        Path.of(config.directory().replace(BASE, base)),
        new Limits(SEGMENT, journal << 20, free << 20, MAX_QUEUE),
        Duration.ofDays(within("retentionDays", config.retentionDays(), 1, 3650)),
        within("maxReports", config.maxReports(), 1_000, 100_000_000),
        Duration.ofHours(within("staleHours", config.staleHours(), 1, 8760)));
  }

  /** The shipped settings. */
  static AccountingSettings defaults(String base) {
    return new AccountingSettings(
        Path.of(base, "var", "accounting"),
        new Limits(SEGMENT, 256L << 20, 128L << 20, MAX_QUEUE),
        Duration.ofDays(90),
        2_000_000,
        Duration.ofHours(24));
  }

  private static long within(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          key + ": " + value + " is not between " + min + " and " + max);
    }
    return value;
  }
}
