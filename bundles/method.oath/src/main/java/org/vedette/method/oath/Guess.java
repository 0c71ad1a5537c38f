package org.vedette.method.oath;

import java.util.Arrays;
import java.util.Optional;
import org.vedette.api.auth.Credential;
import org.vedette.api.secret.Secret;

/** A code as a person gave it: it can be compared, in the same time wherever it differs. */
@FunctionalInterface
interface Guess {
  /** Tells whether it is this code. */
  boolean is(int code);

  /** Reads text: exactly so many ASCII digits; empty when it is not a code of this length. */
  static Optional<Guess> typed(Secret text, int digits) {
    byte[] bytes = text.bytes();
    try {
      if (bytes.length != digits) {
        return Optional.empty();
      }
      int value = 0;
      for (byte each : bytes) {
        if (each < '0' || each > '9') {
          return Optional.empty();
        }
        value = value * 10 + (each - '0');
      }
      int typed = value;
      return Optional.of(
          code -> {
            int difference = code ^ typed;
            return ((difference | -difference) >>> 31) == 0;
          });
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Takes a proof: each code is written with so many digits and held against it. */
  static Optional<Guess> proof(Credential.Chap chap, int digits) {
    return Optional.of(code -> chap.provedBy(text(code, digits)));
  }

  private static byte[] text(int code, int digits) {
    byte[] text = new byte[digits];
    int rest = code;
    for (int at = digits - 1; at >= 0; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return text;
  }
}
