package org.vedette.core.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.secret.Secret;

/**
 * Splits a field that may hold password and code. The code stands at the right; a password that
 * ends in digits survives because the whole field stays a candidate.
 */
final class AppendedCode {
  private static final int MIN_PIN = 4;
  private static final int MAX_PIN = 16;

  private AppendedCode() {}

  /**
   * A way to read the field.
   *
   * @param password what stands before the code
   * @param code code, or code and PIN
   * @param withPin whether the length fits a code with a PIN only
   */
  record Split(Secret password, Secret code, boolean withPin) {}

  /**
   * Returns every way to read the field as password and code, likeliest first; empty when it can
   * only be a password.
   *
   * @param codeLengths lengths of the user's codes
   * @param pins whether a PIN may follow the code
   */
  static List<Split> splits(
      Appended rule, Secret field, Collection<Integer> codeLengths, boolean pins) {
    return switch (rule.mode()) {
      case OFF -> List.of();
      case SEPARATED -> separated(rule.separator(), field);
      case PLAIN -> plain(field, codeLengths, pins);
    };
  }

  /** The last separator counts, so that a password may contain it. */
  private static List<Split> separated(String separator, Secret field) {
    String text = field.text();
    int at = text.lastIndexOf(separator);
    if (separator.isEmpty() || at <= 0 || !digits(text, at + separator.length())) {
      return List.of();
    }
    return List.of(
        new Split(
            Secret.of(text.substring(0, at)),
            Secret.of(text.substring(at + separator.length())),
            false));
  }

  private static List<Split> plain(Secret field, Collection<Integer> codeLengths, boolean pins) {
    byte[] bytes = field.bytes();
    int tail = 0;
    while (tail < bytes.length && isDigit(bytes[bytes.length - 1 - tail])) {
      tail++;
    }
    java.util.Arrays.fill(bytes, (byte) 0);
    List<Split> found = new ArrayList<>();
    for (int length : codeLengths) {
      add(found, field, length, tail, false);
      for (int pin = MIN_PIN; pins && pin <= MAX_PIN; pin++) {
        add(found, field, length + pin, tail, true);
      }
    }
    return found;
  }

  private static void add(List<Split> found, Secret field, int length, int tail, boolean withPin) {
    int at = field.length() - length;
    if (length > 0 && length <= tail && at > 0) {
      found.add(new Split(field.part(0, at), field.part(at, field.length()), withPin));
    }
  }

  private static boolean digits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!isDigit((byte) text.charAt(i)) || text.charAt(i) > 127) {
        return false;
      }
    }
    return from < text.length();
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
