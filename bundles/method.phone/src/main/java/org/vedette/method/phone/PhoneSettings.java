package org.vedette.method.phone;

import java.util.ArrayList;
import java.util.List;

/**
 * Settings of the method.
 *
 * @param rounds how often each number is called, 1 to 3
 * @param pinTries PINs that may be typed in one call, 1 to 99
 * @param fraudCode what reports fraud; empty for nothing
 * @param confirmFraud whether that has to be confirmed by 1
 */
record PhoneSettings(int rounds, int pinTries, String fraudCode, boolean confirmFraud) {
  static final PhoneSettings DEFAULTS = new PhoneSettings(1, 1, "0", false);

  static PhoneSettings of(PhoneConfig config) {
    return new PhoneSettings(
        config.rounds(), config.pinTries(), config.fraudCode().strip(), config.confirmFraud());
  }

  /** Says what is wrong, a sentence for each key; empty when the settings may be used. */
  List<String> problems() {
    List<String> found = new ArrayList<>();
    if (rounds < 1 || rounds > 3) {
      found.add("rounds: 1 to 3, not " + rounds);
    }
    if (pinTries < 1 || pinTries > 99) {
      found.add("pinTries: 1 to 99, not " + pinTries);
    }
    if (!fraudCode.matches("[0-9]{0,8}")) {
      found.add("fraudCode: 1 to 8 digits, for example 0, or empty");
    }
    return found;
  }
}
