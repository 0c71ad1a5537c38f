package org.vedette.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.vedette.api.secret.Secret;

/** Answers challenges (RFC 3261 section 22.4, RFC 7616 section 3.4). */
public final class Digest {
  private static final HexFormat HEX = HexFormat.of();

  /** Every nonce is answered once: a new challenge has a new one. */
  private static final String COUNT = "00000001";

  private Digest() {}

  /**
   * Returns the value of the field that answers a challenge.
   *
   * @param cnonce hexadecimal digits by chance
   */
  public static String answer(
      Challenge challenge, String user, Secret password, String method, String uri, String cnonce) {
    byte[] head = (user + ":" + challenge.realm() + ":").getBytes(StandardCharsets.UTF_8);
    byte[] tail = password.bytes();
    byte[] account = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, account, head.length, tail.length);
    // RFC 7616 section 3.4.2 and 3.4.3: A1 and A2.
    String first = hash(challenge, account);
    Arrays.fill(account, (byte) 0);
    Arrays.fill(tail, (byte) 0);
    String second = hash(challenge, method + ":" + uri);
    // RFC 7616 section 3.4.1; without a quality as in RFC 2069.
    String response =
        challenge.auth()
            ? hash(
                challenge,
                String.join(":", first, challenge.nonce(), COUNT, cnonce, "auth", second))
            : hash(challenge, String.join(":", first, challenge.nonce(), second));
    StringBuilder out =
        new StringBuilder("Digest username=")
            .append(Text.quoted(user))
            .append(", realm=")
            .append(Text.quoted(challenge.realm()))
            .append(", nonce=")
            .append(Text.quoted(challenge.nonce()))
            .append(", uri=")
            .append(Text.quoted(uri))
            .append(", response=\"")
            .append(response)
            .append("\", algorithm=")
            .append(challenge.hash().standardName());
    if (challenge.auth()) {
      out.append(", qop=auth, nc=").append(COUNT).append(", cnonce=\"").append(cnonce).append('"');
    }
    if (!challenge.opaque().isEmpty()) {
      out.append(", opaque=").append(Text.quoted(challenge.opaque()));
    }
    return out.toString();
  }

  private static String hash(Challenge challenge, String text) {
    return hash(challenge, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(Challenge challenge, byte[] octets) {
    try {
      return HEX.formatHex(
          MessageDigest.getInstance(challenge.hash().standardName()).digest(octets));
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("this Java lacks a hash", broken);
    }
  }
}
