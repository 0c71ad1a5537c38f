package org.vedette.net;

import java.util.function.IntSupplier;

/**
 * Settings that passed.
 *
 * @param maxEntries requests remembered for each socket
 * @param maxBytes bytes of replies and left requests remembered for each socket
 * @param receiveBuffer receive buffer of a UDP socket in bytes
 */
record NetSettings(int maxEntries, long maxBytes, int receiveBuffer) {
  static final NetSettings DEFAULTS = new NetSettings(65_536, 32L << 20, 4 << 20);

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

  static NetSettings of(NetConfig config) throws BadSettingException {
    return new NetSettings(
        inRange("maxEntries", config::maxEntries, 1024, 1 << 20),
        (long) inRange("maxMiB", config::maxMiB, 1, 256) << 20,
        inRange("receiveBufferKiB", config::receiveBufferKiB, 64, 65_536) << 10);
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
