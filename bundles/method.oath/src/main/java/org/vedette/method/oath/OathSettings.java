package org.vedette.method.oath;

import java.util.function.IntSupplier;

/**
 * Settings that passed.
 *
 * @param windowSteps time steps accepted each way
 * @param hotpLookAhead counters accepted ahead
 * @param resyncWindow steps or counters searched when a token is found again
 */
record OathSettings(int windowSteps, int hotpLookAhead, int resyncWindow) {
  static final OathSettings DEFAULTS = new OathSettings(1, 10, 100);

  /** A setting cannot be used. */
  static final class BadSettingException extends Exception {
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

  static OathSettings of(OathConfig config) throws BadSettingException {
    return new OathSettings(
        inRange("windowSteps", config::windowSteps, 1, 5),
        inRange("hotpLookAhead", config::hotpLookAhead, 1, 100),
        inRange("resyncWindow", config::resyncWindow, 10, 1000));
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
