package org.vedette.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) and the derivation of keys with it (RFC 5869). */
final class Hmac {
  private static final String NAME = "HmacSHA256";

  private Hmac() {}

  /** Returns the hash over all parts, each behind its length, so that parts cannot flow over. */
  static byte[] overParts(SecretKey key, byte[]... parts) {
    Mac mac = mac(key);
    byte[] length = new byte[Integer.BYTES];
    for (byte[] part : parts) {
      ByteBuffer.wrap(length).putInt(part.length);
      mac.update(length);
      mac.update(part);
    }
    return mac.doFinal();
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
