package org.vedette.codec.radius;

import java.util.Arrays;
import java.util.Optional;

/**
 * Values hidden with a salt: MS-MPPE-Send-Key and MS-MPPE-Recv-Key (RFC 2548 section 2.4.2), and
 * Tunnel-Password behind its tag (RFC 2868 section 3.5).
 */
public final class Salted {
  /** Octets of a salt. */
  public static final int SALT = 2;

  /** Most octets that fit an attribute of a vendor. */
  public static final int MAX_LENGTH = 239;

  private static final int BLOCK = 16;

  private Salted() {}

  /**
   * Hides a value.
   *
   * @param clear 0 to {@value #MAX_LENGTH} octets
   * @param salt two octets, different for each value of a packet; the first bit is set here
   * @param requestAuthenticator of the request that is answered
   * @return salt and hidden octets
   * @throws IllegalArgumentException when the value is longer
   */
  public static byte[] hide(
      byte[] clear, int salt, SharedSecret secret, byte[] requestAuthenticator) {
    if (clear.length > MAX_LENGTH) {
      throw new IllegalArgumentException("a salted value has at most " + MAX_LENGTH + " octets");
    }
    int blocks = (1 + clear.length + BLOCK - 1) / BLOCK;
    byte[] hidden = new byte[SALT + blocks * BLOCK];
    hidden[0] = (byte) (salt >>> 8 | 0x80);
    hidden[1] = (byte) salt;
    hidden[SALT] = (byte) clear.length;
    System.arraycopy(clear, 0, hidden, SALT + 1, clear.length);
    byte[] mask = firstMask(hidden, secret, requestAuthenticator);
    for (int start = SALT; start < hidden.length; start += BLOCK) {
      for (int index = 0; index < BLOCK; index++) {
        hidden[start + index] ^= mask[index];
      }
      mask = secret.mask(hidden, start);
    }
    return hidden;
  }

  /** Reveals a value; empty when it is none, or the other side uses another secret. */
  public static Optional<byte[]> reveal(
      byte[] hidden, SharedSecret secret, byte[] requestAuthenticator) {
    int length = hidden.length - SALT;
    if (length < BLOCK || length % BLOCK != 0) {
      return Optional.empty();
    }
    byte[] clear = Arrays.copyOfRange(hidden, SALT, hidden.length);
    byte[] mask = firstMask(hidden, secret, requestAuthenticator);
    for (int start = 0; start < clear.length; start += BLOCK) {
      for (int index = 0; index < BLOCK; index++) {
        clear[start + index] ^= mask[index];
      }
      mask = secret.mask(hidden, SALT + start);
    }
    int size = clear[0] & 0xFF;
    Optional<byte[]> value =
        size < clear.length && clear.length - size - 1 < BLOCK
            ? Optional.of(Arrays.copyOfRange(clear, 1, 1 + size))
            : Optional.empty();
    Arrays.fill(clear, (byte) 0);
    return value;
  }

  /** MD5 of secret, request authenticator and salt. */
  private static byte[] firstMask(byte[] salted, SharedSecret secret, byte[] requestAuthenticator) {
    byte[] both = Arrays.copyOf(requestAuthenticator, BLOCK + SALT);
    both[BLOCK] = salted[0];
    both[BLOCK + 1] = salted[1];
    return secret.mask(both, 0, both.length);
  }
}
