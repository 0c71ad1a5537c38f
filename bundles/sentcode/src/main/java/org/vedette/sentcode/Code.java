package org.vedette.sentcode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.secret.Secret;

/**
 * A code and what is kept of it: a random number and the HMAC-SHA-256 of both under the secret of
 * the enrollment, so that whoever reads the journal cannot find the code by trying them all.
 */
final class Code {
  static final int KEY = 32;

  private static final int NONCE = 16;
  private static final String HMAC = "HmacSHA256";
  private static final int TEN = 10;

  /** Octets from here on would make some digits likelier. */
  private static final int FAIR = 250;

  private Code() {}

  /** Makes one: each digit as likely as any other. */
  static Secret make(int digits, IntFunction<byte[]> random) {
    byte[] code = new byte[digits];
    int at = 0;
    while (at < digits) {
      byte[] more = random.apply(2 * digits);
      for (int i = 0; i < more.length && at < digits; i++) {
        int octet = more[i] & 0xff;
        if (octet < FAIR) {
          code[at++] = (byte) ('0' + octet % TEN);
        }
      }
    }
    return Secret.of(code);
  }

  /** What is kept of it. */
  static byte[] keep(Secret code, Secret key, IntFunction<byte[]> random) {
    byte[] nonce = random.apply(NONCE);
    byte[] mac = mac(nonce, code, key);
    byte[] kept = Arrays.copyOf(nonce, NONCE + mac.length);
    System.arraycopy(mac, 0, kept, NONCE, mac.length);
    return kept;
  }

  /** Compares in constant time. */
  static boolean matches(byte[] kept, Secret typed, Secret key) {
    if (kept.length <= NONCE) {
      return false;
    }
    byte[] right = Arrays.copyOfRange(kept, NONCE, kept.length);
    return MessageDigest.isEqual(right, mac(Arrays.copyOf(kept, NONCE), typed, key));
  }

  private static byte[] mac(byte[] nonce, Secret code, Secret key) {
    byte[] clear = key.bytes();
    byte[] text = code.text().strip().getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(clear, HMAC));
      mac.update(nonce);
      return mac.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    } finally {
      Arrays.fill(clear, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }
}
