package org.vedette.core.enrolling;

import java.util.Optional;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/** What a PIN must be: long enough, digits, and not the first one a thief would try. */
final class PinRules {
  private static final int MAX_LENGTH = 16;

  private PinRules() {}

  /** Returns what is wrong with {@code pin}; empty when it may be used. */
  static Optional<String> problem(String pin, int minLength, User user) {
    if (!pin.matches("[0-9]{" + minLength + "," + MAX_LENGTH + "}")) {
      return Optional.of(minLength + " to " + MAX_LENGTH + " digits");
    }
    if (isRepeated(pin) || isRun(pin, 1) || isRun(pin, -1)) {
      return Optional.of("not one digit repeated, and no run like 1234 or 9876");
    }
    boolean inPhone =
        user.phone().map(Phone::number).filter(number -> number.contains(pin)).isPresent();
    return inPhone ? Optional.of("not a part of the user's telephone number") : Optional.empty();
  }

  private static boolean isRepeated(String pin) {
    return pin.chars().distinct().count() == 1;
  }

  private static boolean isRun(String pin, int step) {
    for (int i = 1; i < pin.length(); i++) {
      if (pin.charAt(i) - pin.charAt(i - 1) != step) {
        return false;
      }
    }
    return true;
  }
}
