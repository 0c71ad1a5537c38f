package org.vedette.codec.mschap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.MD4Digest;

/**
 * The NT hash of a password: what a server must know to check MS-CHAPv2. Whoever has it can sign in
 * as if he had the password, so it is kept sealed.
 */
public final class NtHash {
  /** Octets of a hash. */
  public static final int LENGTH = 16;

  /** Most characters of a password (RFC 2759 section 8). */
  public static final int MAX_CHARACTERS = 256;

  private NtHash() {}

  /**
   * Hashes a password: MD4 of its UTF-16, low octet first (RFC 2759 section 8.3).
   *
   * @param utf8 the password, not changed
   * @throws IllegalArgumentException when it is no UTF-8 or longer than {@value #MAX_CHARACTERS}
   */
  public static byte[] of(byte[] utf8) {
    CharBuffer text = read(utf8);
    ByteBuffer unicode = StandardCharsets.UTF_16LE.encode(text);
    if (text.hasArray()) {
      Arrays.fill(text.array(), '\0');
    }
    byte[] hash = md4(unicode.array(), unicode.limit());
    Arrays.fill(unicode.array(), (byte) 0);
    return hash;
  }

  /** Hashes a hash once more (RFC 2759 section 8.4); winbind calls it the user session key. */
  public static byte[] again(byte[] hash) {
    return md4(hash, LENGTH);
  }

  private static CharBuffer read(byte[] utf8) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      if (text.length() > MAX_CHARACTERS) {
        throw new IllegalArgumentException(
            "a password has at most " + MAX_CHARACTERS + " characters");
      }
      return text;
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException("a password is UTF-8", notText);
    }
  }

  private static byte[] md4(byte[] octets, int length) {
    MD4Digest digest = new MD4Digest();
    digest.update(octets, 0, length);
    byte[] hash = new byte[LENGTH];
    digest.doFinal(hash, 0);
    return hash;
  }
}
