package org.vedette.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256 in Galois/counter mode (NIST SP 800-38D): nonce of 12 bytes, tag of 16. Ciphers that
 * opened something are kept, because one that is set to the same key again keeps its key schedule.
 * Thread-safe.
 */
final class AesGcm {
  static final int NONCE = 12;
  static final int TAG = 16;

  private static final String NAME = "AES/GCM/NoPadding";

  /** Ciphers kept: as many as threads open something at the same time, and no more. */
  private static final int KEPT = 16;

  private final Provider provider;
  private final BlockingQueue<Cipher> kept = new ArrayBlockingQueue<>(KEPT);

  /** Looks the provider up once: that is the slow part of getting a cipher. */
  AesGcm() {
    try {
      provider = Cipher.getInstance(NAME).getProvider();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks " + NAME, missing);
    }
  }

  /** Returns nonce, ciphertext and tag. */
  byte[] encrypt(SecretKey key, byte[] nonce, byte[] associated, byte[] plain) {
    byte[] out = new byte[NONCE + plain.length + TAG];
    ByteBuffer.wrap(out).put(nonce);
    try {
      Cipher cipher = Cipher.getInstance(NAME, provider);
      prepare(cipher, Cipher.ENCRYPT_MODE, key, nonce, 0, associated);
      cipher.doFinal(plain, 0, plain.length, out, NONCE);
      return out;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("sealing failed", broken);
    }
  }

  /** Opens nonce, ciphertext and tag that begin at {@code from}; empty when they do not fit. */
  Optional<byte[]> decrypt(SecretKey key, byte[] associated, byte[] sealed, int from) {
    int length = sealed.length - from - NONCE;
    if (length < TAG) {
      return Optional.empty();
    }
    try {
      Cipher idle = kept.poll();
      Cipher cipher = idle == null ? Cipher.getInstance(NAME, provider) : idle;
      prepare(cipher, Cipher.DECRYPT_MODE, key, sealed, from, associated);
      byte[] plain = cipher.doFinal(sealed, from + NONCE, length);
      // One that failed is not kept: it may hold part of what it was given.
      kept.offer(cipher);
      return Optional.of(plain);
    } catch (AEADBadTagException altered) {
      return Optional.empty();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("opening failed", broken);
    }
  }

  private static void prepare(
      Cipher cipher, int mode, SecretKey key, byte[] nonce, int from, byte[] associated)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce, from, NONCE));
    cipher.updateAAD(associated);
  }
}
