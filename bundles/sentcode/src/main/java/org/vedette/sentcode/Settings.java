package org.vedette.sentcode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a method that sends codes.
 *
 * @param digits length of the codes of new enrollments, 6 to 8
 * @param valid how long a code may be typed, 30 to 900 s
 */
public record Settings(int digits, Duration valid) {
  /** What a server has before anybody changed anything. */
  public static final Settings DEFAULTS = new Settings(6, Duration.ofSeconds(300));

  /** Says what is wrong, a sentence for each key; empty when the settings may be used. */
  public List<String> problems() {
    List<String> found = new ArrayList<>();
    if (digits < 6 || digits > 8) {
      found.add("codeLength: 6 to 8 digits, not " + digits);
    }
    if (valid.toSeconds() < 30 || valid.toSeconds() > 900) {
      found.add("validSeconds: 30 to 900, not " + valid.toSeconds());
    }
    return found;
  }
}
