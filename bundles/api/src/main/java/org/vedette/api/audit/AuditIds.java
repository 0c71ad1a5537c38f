package org.vedette.api.audit;

import java.util.Locale;
import java.util.Optional;

/**
 * Ids of audit records: 60 random bits as twelve characters in three groups, like {@code
 * K7Q2-9XMR-4TBC}; Crockford's alphabet without I, L, O and U.
 */
public final class AuditIds {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARACTERS = 12;

  private AuditIds() {}

  /** Makes an id of the lowest 60 bits of {@code random}. */
  public static String of(long random) {
    StringBuilder id = new StringBuilder(CHARACTERS + 2);
    for (int i = 0; i < CHARACTERS; i++) {
      if (i == 4 || i == 8) {
        id.append('-');
      }
      id.append(ALPHABET.charAt((int) (random >>> (5 * i)) & 31));
    }
    return id.toString();
  }

  /** Reads an id as people type it: any case, with or without dashes, O for 0, I or L for 1. */
  public static Optional<String> parse(String typed) {
    StringBuilder id = new StringBuilder(CHARACTERS + 2);
    int count = 0;
    String upper = typed.strip().toUpperCase(Locale.ROOT);
    for (int i = 0; i < upper.length(); i++) {
      char c = upper.charAt(i);
      if (c == '-' || c == ' ') {
        continue;
      }
      char mapped = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
      if (ALPHABET.indexOf(mapped) < 0 || count == CHARACTERS) {
        return Optional.empty();
      }
      if (count == 4 || count == 8) {
        id.append('-');
      }
      id.append(mapped);
      count++;
    }
    return count == CHARACTERS ? Optional.of(id.toString()) : Optional.empty();
  }
}
