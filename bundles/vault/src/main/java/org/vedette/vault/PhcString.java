package org.vedette.vault;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash in the PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param cost parameters
 * @param salt 8 to 64 bytes
 * @param hash 16 to 64 bytes
 */
record PhcString(Argon2Cost cost, byte[] salt, byte[] hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  private static final int MIN_SALT = 8;
  private static final int MIN_HASH = 16;

  /** Reads a string; empty when it is none, or its parameters would exhaust the server. */
  static Optional<PhcString> parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    Argon2Cost cost = new Argon2Cost(number(found, 1), number(found, 2), number(found, 3));
    if (!cost.sane()) {
      return Optional.empty();
    }
    try {
      byte[] salt = Base64.getDecoder().decode(found.group(4));
      byte[] hash = Base64.getDecoder().decode(found.group(5));
      return salt.length >= MIN_SALT && hash.length >= MIN_HASH
          ? Optional.of(new PhcString(cost, salt, hash))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKiB()
        + ",t="
        + cost.iterations()
        + ",p="
        + cost.parallelism()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
