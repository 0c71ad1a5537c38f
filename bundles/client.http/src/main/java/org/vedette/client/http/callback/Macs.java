package org.vedette.client.http.callback;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/** Keyed hashes (RFC 2104). */
public final class Macs {
  private Macs() {}

  /**
   * Computes one.
   *
   * @param algorithm {@code HmacSHA1} or {@code HmacSHA256}
   * @param key not empty
   */
  public static byte[] of(String algorithm, Secret key, byte[] data) {
    byte[] clear = key.bytes();
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(clear, algorithm));
      return mac.doFinal(data);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no " + algorithm, impossible);
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
