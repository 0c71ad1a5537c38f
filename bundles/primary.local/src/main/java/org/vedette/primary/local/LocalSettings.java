package org.vedette.primary.local;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Settings that passed.
 *
 * @param pendingPerSource checks of one address at the same time
 * @param failuresPerSource wrong passwords of one address in a window
 * @param window length of the window
 * @param keepNtHashes whether setting a password keeps its NT hash
 */
record LocalSettings(
    int pendingPerSource, int failuresPerSource, Duration window, boolean keepNtHashes) {
  static final LocalSettings DEFAULTS = new LocalSettings(32, 50, Duration.ofSeconds(10), false);

  /** A setting cannot be used. */
  static final class BadSettingException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final String problem;

    BadSettingException(String key, String problem) {
      super(problem);
      this.key = key;
      this.problem = problem;
    }

    String key() {
      return key;
    }

    String problem() {
      return problem;
    }
  }

  static LocalSettings of(LocalConfig config) throws BadSettingException {
    return new LocalSettings(
        inRange("pendingPerSource", config::pendingPerSource, 1, 10_000),
        inRange("failuresPerSource", config::failuresPerSource, 5, 100_000),
        Duration.ofSeconds(inRange("windowSeconds", config::windowSeconds, 1, 3600)),
        config.keepNtHashes());
  }

  private static int inRange(String key, IntSupplier setting, int min, int max)
      throws BadSettingException {
    String range = key + " is a whole number from " + min + " to " + max;
    int value;
    try {
      value = setting.getAsInt();
    } catch (RuntimeException notANumber) {
      throw new BadSettingException(key, range);
    }
    if (value < min || value > max) {
      throw new BadSettingException(key, range + ", not " + value);
    }
    return value;
  }
}
