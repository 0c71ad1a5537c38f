package org.vedette.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key, and the derivation of keys with it (RFC 5869). Keyed
 * hashes are kept for the next use. Thread-safe.
 */
final class Hmac {
  private static final String NAME = "HmacSHA256";

  /** Keyed hashes kept: as many as threads use one at the same time, and no more. */
  private static final int KEPT = 16;

  private final SecretKey key;
  private final BlockingQueue<Mac> kept = new ArrayBlockingQueue<>(KEPT);

  Hmac(SecretKey key) {
    this.key = key;
  }

  /** Returns the hash over all parts, each behind its length, so that parts cannot flow over. */
  byte[] overParts(byte[]... parts) {
    Mac idle = kept.poll();
    Mac mac = idle == null ? mac(key) : idle;
    byte[] length = new byte[Integer.BYTES];
    for (byte[] part : parts) {
      ByteBuffer.wrap(length).putInt(part.length);
      mac.update(length);
      mac.update(part);
    }
    byte[] hash = mac.doFinal();
    kept.offer(mac);
    return hash;
  }

  /** HKDF with one block of output: 32 bytes for {@code info}. */
  static SecretKey derive(SecretKey input, byte[] salt, String info) {
    // RFC 5869 2.2: PRK = HMAC(salt, IKM).
    Mac extract = mac(new SecretKeySpec(salt, NAME));
    byte[] pseudoRandomKey = extract.doFinal(input.getEncoded());
    // RFC 5869 2.3: T(1) = HMAC(PRK, info | 0x01); the output is as long as one block.
    Mac expand = mac(new SecretKeySpec(pseudoRandomKey, NAME));
    expand.update(info.getBytes(StandardCharsets.UTF_8));
    return new SecretKeySpec(expand.doFinal(new byte[] {1}), NAME);
  }

  private static Mac mac(SecretKey key) {
    try {
      Mac mac = Mac.getInstance(NAME);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks " + NAME, missing);
    }
  }
}
