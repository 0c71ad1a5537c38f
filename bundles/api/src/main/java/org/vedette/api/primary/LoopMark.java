package org.vedette.api.primary;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.vedette.api.secret.SecretVault;

/**
 * A mark on what this server, or another of its cluster, hands on to others, by which a listener
 * knows it when it comes back: a loop.
 */
public final class LoopMark {
  private static final String PURPOSE = "loop-mark";
  private static final int HALF = 8;

  private LoopMark() {}

  /** Makes a mark: 16 octets that tell others nothing. */
  public static byte[] make(SecretVault vault) {
    byte[] random = vault.random(HALF);
    return ByteBuffer.allocate(2 * HALF).put(random).put(proof(random, vault)).array();
  }

  /** Tells whether it was made here. */
  public static boolean isOurs(byte[] mark, SecretVault vault) {
    return mark.length == 2 * HALF
        && MessageDigest.isEqual(
            proof(Arrays.copyOf(mark, HALF), vault), Arrays.copyOfRange(mark, HALF, 2 * HALF));
  }

  private static byte[] proof(byte[] random, SecretVault vault) {
    return Arrays.copyOf(vault.mac(PURPOSE, random), HALF);
  }
}
