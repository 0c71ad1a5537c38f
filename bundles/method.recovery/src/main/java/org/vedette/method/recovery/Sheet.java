package org.vedette.method.recovery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/**
 * A sheet of codes as it is kept: a random key and the HMAC-SHA-256 of each code under it, cut to
 * 128 bits. The vault seals the whole. A code has 50 random bits.
 */
final class Sheet {
  private static final String HMAC = "HmacSHA256";
  private static final int KEY = 32;
  private static final int HASH = 16;
  private static final int LENGTH = 10;
  private static final int HALF = LENGTH / 2;

  /** Crockford's Base32: no letter that is taken for a digit. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /**
   * A new sheet.
   *
   * @param kept what is kept of it
   * @param codes the codes, as people read them
   */
  record Made(Secret kept, List<String> codes) {
    @Override
    public String toString() {
      return "Made[redacted]";
    }
  }

  private Sheet() {}

  static Made make(int count, IntFunction<byte[]> random) {
    byte[] kept = Arrays.copyOf(random.apply(KEY), KEY + count * HASH);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String code = code(random.apply(LENGTH));
      System.arraycopy(hash(kept, code), 0, kept, KEY + i * HASH, HASH);
      codes.add(code.substring(0, HALF) + "-" + code.substring(HALF));
    }
    return new Made(Secret.of(kept), codes);
  }

  /** How many codes a sheet had when it was made. */
  static int size(Secret sheet) {
    return (sheet.length() - KEY) / HASH;
  }

  /** Reads a code as it may be typed; empty when it cannot be one. */
  static Optional<String> normal(String typed) {
    String plain =
        typed
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return plain.length() == LENGTH && plain.chars().allMatch(each -> LETTERS.indexOf(each) >= 0)
        ? Optional.of(plain)
        : Optional.empty();
  }

  /** Finds the place of a code on the sheet; all are compared, whichever it is. */
  static OptionalInt find(Secret sheet, String code) {
    byte[] kept = sheet.bytes();
    try {
      byte[] hash = hash(kept, code);
      int found = -1;
      for (int i = 0; KEY + (i + 1) * HASH <= kept.length; i++) {
        int at = KEY + i * HASH;
        if (MessageDigest.isEqual(hash, Arrays.copyOfRange(kept, at, at + HASH))) {
          found = i;
        }
      }
      return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    } finally {
      Arrays.fill(kept, (byte) 0);
    }
  }

  private static String code(byte[] random) {
    StringBuilder code = new StringBuilder();
    for (byte each : random) {
      code.append(LETTERS.charAt(each & (LETTERS.length() - 1)));
    }
    return code.toString();
  }

  private static byte[] hash(byte[] kept, String code) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(kept, 0, KEY, HMAC));
      return Arrays.copyOf(mac.doFinal(code.getBytes(StandardCharsets.US_ASCII)), HASH);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    }
  }
}
