package org.vedette.method.oath;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/** Computes the codes of one token (RFC 4226, section 5.3). Not thread-safe. */
final class CodeGenerator {
  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private final Mac mac;
  private final int modulus;
  private final byte[] message = new byte[Long.BYTES];
  private final byte[] hash;

  CodeGenerator(Secret secret, Algorithm algorithm, int digits) {
    byte[] key = secret.bytes();
    try {
      mac = algorithm.mac();
      mac.init(new SecretKeySpec(key, algorithm.macName()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks " + algorithm.macName(), missing);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    modulus = POWERS[digits];
    hash = new byte[mac.getMacLength()];
  }

  /** Returns the code for a counter, or for a time step, which RFC 6238 4.2 puts in its place. */
  int code(long counter) {
    // RFC 4226 5.3, step 1: HS = HMAC(K, C), the counter with its high byte first.
    ByteBuffer.wrap(message).putLong(counter);
    mac.update(message);
    try {
      mac.doFinal(hash, 0);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the hash does not fit", impossible);
    }
    // Step 2: dynamic truncation; the low four bits of the last byte say where.
    int offset = hash[hash.length - 1] & 0x0f;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
    // Step 3: the last digits of that number.
    return truncated % modulus;
  }

  /**
   * Compares a code with every counter from {@code first} on; each is computed and compared, so
   * that the time does not tell which one matched.
   *
   * @return for each counter whether its code is the one that was guessed
   */
  boolean[] matches(long first, int count, Guess guess) {
    boolean[] hits = new boolean[count];
    for (int i = 0; i < count; i++) {
      hits[i] = matches(first + i, guess);
    }
    return hits;
  }

  /** Compares a code with the one of a counter, in the same time wherever they differ. */
  boolean matches(long counter, Guess guess) {
    return guess.is(code(counter));
  }
}
