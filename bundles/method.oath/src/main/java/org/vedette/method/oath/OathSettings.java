package org.vedette.method.oath;

import java.util.function.IntSupplier;

/**
 * Settings that passed.
 *
 * @param windowSteps time steps accepted each way
 * @param hotpLookAhead counters accepted ahead
 * @param resyncWindow counters searched ahead when an event token is found again
 * @param resyncSteps steps searched each way when a timed token is found again
 */
public record OathSettings(int windowSteps, int hotpLookAhead, int resyncWindow, int resyncSteps) {
  /** What holds until settings are there. */
  public static final OathSettings DEFAULTS = new OathSettings(1, 10, 100, 20);

  /** A setting cannot be used. */
  public static final class BadSettingException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String key;

    BadSettingException(String key, String message) {
      super(message);
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** Checks settings. */
  public static OathSettings of(OathConfig config) throws BadSettingException {
    return new OathSettings(
        inRange("windowSteps", config::windowSteps, 1, 5),
        inRange("hotpLookAhead", config::hotpLookAhead, 1, 100),
        inRange("resyncWindow", config::resyncWindow, 10, 1000),
        inRange("resyncSteps", config::resyncSteps, 5, 1000));
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
