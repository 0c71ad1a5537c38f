package org.vedette.codec.mschap;

import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** One block of DES under a key without its parity bits (RFC 2759 section 8.6). */
final class DesBlock {
  private DesBlock() {}

  /** Encrypts 8 octets of {@code clear} with 7 octets of {@code keys}. */
  static void encrypt(byte[] keys, int from, byte[] clear, byte[] target, int at) {
    DESEngine des = new DESEngine();
    des.init(true, new KeyParameter(spread(keys, from)));
    des.processBlock(clear, 0, target, at);
  }

  /** Spreads 56 bits over 8 octets; DES does not look at the lowest bit of each. */
  private static byte[] spread(byte[] keys, int from) {
    long bits = 0;
    for (int index = 0; index < 7; index++) {
      bits = bits << 8 | keys[from + index] & 0xFF;
    }
    byte[] key = new byte[8];
    for (int index = 0; index < 8; index++) {
      key[index] = (byte) (bits >>> (49 - 7 * index) << 1);
    }
    return key;
  }
}
