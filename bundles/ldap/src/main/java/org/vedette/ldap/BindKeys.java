package org.vedette.ldap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/**
 * Keyed hashes by which equal binds are known: same application as it is now, same address, same
 * name, same password. The key lives in memory only. Thread-safe.
 */
final class BindKeys {
  private static final String HMAC = "HmacSHA256";
  private static final int LENGTH = 32;

  private final byte[] key;

  /** Takes the key of a predecessor, or makes one. */
  BindKeys(byte[] left, SecureRandom random) {
    key = left.length == LENGTH ? left.clone() : new byte[LENGTH];
    if (left.length != LENGTH) {
      random.nextBytes(key);
    }
  }

  /** Returns the key, for a successor. */
  byte[] key() {
    return key.clone();
  }

  /** Hashes a bind. */
  ByteBuffer of(Client client, byte[] address, String name, Secret password) {
    byte[] shown = password.bytes();
    byte[] typed = name.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      mac.update(
          ByteBuffer.allocate(24)
              .putLong(client.application().getMostSignificantBits())
              .putLong(client.application().getLeastSignificantBits())
              .putLong(client.version())
              .flip());
      for (byte[] each : new byte[][] {address, typed, shown}) {
        mac.update(ByteBuffer.allocate(4).putInt(each.length).flip());
        mac.update(each);
      }
      return ByteBuffer.wrap(mac.doFinal());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", missing);
    } finally {
      Arrays.fill(shown, (byte) 0);
    }
  }
}
