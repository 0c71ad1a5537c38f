package org.vedette.radius;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.secret.Secret;

/** Which shared secrets are refused: a guessed one lets anybody forge an Access-Accept. */
final class SharedSecretRules {
  static final int MIN = 16;
  static final int MAX = 128;
  private static final int MIN_DISTINCT = 6;
  private static final String ADVICE = "; make one with: openssl rand -base64 24";

  /** Words of which well known secrets consist, also repeated and with digits around them. */
  private static final List<String> WELL_KNOWN =
      List.of(
          "testing",
          "radius",
          "secret",
          "password",
          "shared",
          "changeme",
          "default",
          "example",
          "server",
          "client",
          "cisco",
          "admin",
          "qwerty",
          "letmein",
          "welcome",
          "vedette",
          "0123456789",
          "1234567890",
          "abcdefghijklmnopqrstuvwxyz",
          "abcdef",
          "123456",
          "123");

  private SharedSecretRules() {}

  /** Says in one sentence why a secret is refused; empty when it is not. */
  static Optional<String> refusal(Secret secret) {
    String text = secret.text();
    int length = text.codePointCount(0, text.length());
    if (length < MIN || length > MAX) {
      return Optional.of(
          "a shared secret has " + MIN + " to " + MAX + " characters, not " + length + ADVICE);
    }
    if (!isPrintable(text)) {
      return Optional.of("a shared secret holds printable characters only" + ADVICE);
    }
    Set<Integer> distinct = new HashSet<>();
    text.codePoints().forEach(distinct::add);
    if (distinct.size() < MIN_DISTINCT) {
      return Optional.of(
          "a shared secret has at least " + MIN_DISTINCT + " different characters" + ADVICE);
    }
    return isWellKnown(text)
        ? Optional.of("this shared secret is well known" + ADVICE)
        : Optional.empty();
  }

  private static boolean isPrintable(String text) {
    return text.codePoints().noneMatch(each -> Character.isISOControl(each));
  }

  /** A secret is well known when little is left after its known words and separators are gone. */
  private static boolean isWellKnown(String text) {
    String rest = text.toLowerCase(Locale.ROOT);
    for (String word : WELL_KNOWN) {
      rest = rest.replace(word, "");
    }
    long left = rest.chars().filter(Character::isLetterOrDigit).count();
    return 2 * left < MIN && left < text.length() / 2;
  }
}
