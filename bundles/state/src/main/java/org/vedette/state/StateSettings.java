package org.vedette.state;

import java.nio.file.Path;
import org.vedette.state.journal.Limits;

/**
 * Validated settings.
 *
 * @param directory folder of journal and snapshot
 * @param limits bounds
 */
record StateSettings(Path directory, Limits limits) {
  private static final String BASE = "${karaf.base}";

  /**
   * Checks settings.
   *
   * @param base what stands for {@code ${karaf.base}}
   * @throws IllegalArgumentException naming the first wrong key
   */
  static StateSettings of(StateConfig config, String base) {
    if (config.directory().isBlank()) {
      throw new IllegalArgumentException("directory: must not be empty");
    }
    return new StateSettings(
        Path.of(config.directory().replace(BASE, base)),
        new Limits(
            (int) within("maxQueue", config.maxQueue(), 100, 1_000_000),
            within("snapshotBytes", config.snapshotBytes(), 64 << 10, 1 << 30),
            (int) within("maxChallenges", config.maxChallenges(), 100, 1_000_000),
            (int) within("auditTail", config.auditTail(), 1_000, 1_000_000),
            within("minFreeBytes", config.minFreeBytes(), 0, 1L << 40),
            within("auditBacklogBytes", config.auditBacklogBytes(), 1 << 20, 1L << 40)));
  }

  /** The shipped settings. */
  static StateSettings defaults(String base) {
    return new StateSettings(Path.of(base, "var", "state"), Limits.defaults());
  }

  private static long within(String key, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          key + ": " + value + " is not between " + min + " and " + max);
    }
    return value;
  }
}
