package org.vedette.codec.mschap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What the server shows in return, so that the peer knows that the server knows the password too,
 * and the keys that both can make.
 *
 * @param response the authenticator response, 20 octets (RFC 2759 section 8.7)
 * @param sendKey key of what the server sends, 16 octets (RFC 3079 section 3.4)
 * @param receiveKey key of what the server receives, 16 octets
 */
public record Proof(byte[] response, byte[] sendKey, byte[] receiveKey) {
  private static final byte[] SIGNING = ascii("Magic server to client signing constant");
  private static final byte[] ITERATION = ascii("Pad to make it do more than one iteration");
  private static final byte[] MASTER_KEY = ascii("This is the MPPE Master Key");

  /** Said of what the client sends: the server's receive key. */
  private static final byte[] CLIENT_SENDS =
      ascii("On the client side, this is the send key; on the server side, it is the receive key.");

  /** Said of what the client receives: the server's send key. */
  private static final byte[] CLIENT_RECEIVES =
      ascii("On the client side, this is the receive key; on the server side, it is the send key.");

  private static final byte[] PAD_1 = new byte[40];
  private static final byte[] PAD_2 = pad((byte) 0xF2, 40);
  private static final int KEY = 16;

  static Proof of(byte[] hashOfHash, byte[] ntResponse, byte[] challengeHash) {
    byte[] master = Arrays.copyOf(sha(hashOfHash, ntResponse, MASTER_KEY), KEY);
    return new Proof(
        sha(sha(hashOfHash, ntResponse, SIGNING), challengeHash, ITERATION),
        startKey(master, CLIENT_RECEIVES),
        startKey(master, CLIENT_SENDS));
  }

  /** Writes the response as it is sent: {@code S=} and 40 upper-case digits. */
  public String text() {
    return "S=" + HexFormat.of().withUpperCase().formatHex(response);
  }

  private static byte[] startKey(byte[] master, byte[] magic) {
    return Arrays.copyOf(sha(master, PAD_1, magic, PAD_2), KEY);
  }

  private static byte[] sha(byte[]... parts) {
    MessageDigest sha = Sha1.digest();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }

  private static byte[] pad(byte octet, int length) {
    byte[] pad = new byte[length];
    Arrays.fill(pad, octet);
    return pad;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Proof[redacted]";
  }
}
