package org.vedette.codec.radius;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A secret shared with one client, with its key schedules made once: the states of HMAC-MD5 (RFC
 * 2104) after the padded keys and of MD5 after the secret. A use clones a state, so there is no
 * provider lookup and no lock per packet. Thread-safe.
 */
public final class SharedSecret {
  private static final int BLOCK = 64;
  private static final byte[] ZEROS = new byte[Packet.AUTHENTICATOR];

  private final byte[] secret;
  private final MessageDigest empty;
  private final MessageDigest inner;
  private final MessageDigest outer;
  private final MessageDigest prefixed;

  private SharedSecret(byte[] secret) {
    this.secret = secret;
    empty = md5();
    byte[] key = Arrays.copyOf(secret.length > BLOCK ? md5().digest(secret) : secret, BLOCK);
    inner = padded(key, (byte) 0x36);
    outer = padded(key, (byte) 0x5c);
    prefixed = md5();
    prefixed.update(secret);
    Arrays.fill(key, (byte) 0);
  }

  /** Copies the octets of a secret. */
  public static SharedSecret of(byte[] secret) {
    return new SharedSecret(secret.clone());
  }

  /** Takes the UTF-8 octets of a secret. */
  public static SharedSecret of(String secret) {
    return new SharedSecret(secret.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Computes a Message-Authenticator (RFC 3579 section 3.2).
   *
   * @param packet the packet; only the first {@code length} octets count
   * @param authenticator the 16 octets that stand for the packet's own authenticator
   * @param zeroed where the 16 octets begin that are taken as zero
   */
  byte[] messageAuthenticator(byte[] packet, int length, byte[] authenticator, int zeroed) {
    MessageDigest digest = copy(inner);
    digest.update(packet, 0, 4);
    digest.update(authenticator, 0, Packet.AUTHENTICATOR);
    digest.update(packet, Packet.HEADER, zeroed - Packet.HEADER);
    digest.update(ZEROS);
    int rest = zeroed + Packet.AUTHENTICATOR;
    digest.update(packet, rest, length - rest);
    byte[] hash = digest.digest();
    MessageDigest second = copy(outer);
    second.update(hash);
    return second.digest();
  }

  /**
   * Computes MD5(code + identifier + length + authenticator + attributes + secret), which is the
   * response authenticator (RFC 2865 section 3) or, with zeros, the request authenticator of
   * accounting (RFC 2866 section 3).
   */
  byte[] authenticator(byte[] packet, int length, byte[] authenticator) {
    MessageDigest digest = copy(empty);
    digest.update(packet, 0, 4);
    digest.update(authenticator, 0, Packet.AUTHENTICATOR);
    digest.update(packet, Packet.HEADER, length - Packet.HEADER);
    return digest.digest(secret);
  }

  /** Computes MD5(secret + 16 octets of {@code block} from {@code at}), RFC 2865 section 5.2. */
  byte[] mask(byte[] block, int at) {
    return mask(block, at, Packet.AUTHENTICATOR);
  }

  /** Computes MD5(secret + {@code length} octets of {@code block} from {@code at}). */
  byte[] mask(byte[] block, int at, int length) {
    MessageDigest digest = copy(prefixed);
    digest.update(block, at, length);
    return digest.digest();
  }

  @Override
  public String toString() {
    return "SharedSecret[redacted]";
  }

  private static MessageDigest padded(byte[] key, byte pad) {
    byte[] block = key.clone();
    for (int index = 0; index < BLOCK; index++) {
      block[index] ^= pad;
    }
    MessageDigest digest = md5();
    digest.update(block);
    Arrays.fill(block, (byte) 0);
    return digest;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("RADIUS needs MD5, which this Java does not offer", missing);
    }
  }

  private static MessageDigest copy(MessageDigest state) {
    try {
      return (MessageDigest) state.clone();
    } catch (CloneNotSupportedException missing) {
      throw new IllegalStateException("the MD5 of this Java cannot be cloned", missing);
    }
  }
}
