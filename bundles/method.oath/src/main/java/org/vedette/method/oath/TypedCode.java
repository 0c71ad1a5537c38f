package org.vedette.method.oath;

import java.util.Arrays;
import java.util.OptionalInt;
import org.vedette.api.secret.Secret;

/** Reads a code as typed: exactly so many ASCII digits. */
final class TypedCode {
  private TypedCode() {}

  /** Returns the number, or nothing when the text is not a code of this length. */
  static OptionalInt parse(Secret text, int digits) {
    byte[] bytes = text.bytes();
    try {
      if (bytes.length != digits) {
        return OptionalInt.empty();
      }
      int value = 0;
      for (byte each : bytes) {
        if (each < '0' || each > '9') {
          return OptionalInt.empty();
        }
        value = value * 10 + (each - '0');
      }
      return OptionalInt.of(value);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
