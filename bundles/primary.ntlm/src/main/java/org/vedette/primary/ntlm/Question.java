package org.vedette.primary.ntlm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.vedette.api.auth.Credential;
import org.vedette.api.secret.Secret;
import org.vedette.codec.mschap.MsChap2;

/**
 * Writes questions of the helper protocol {@code ntlm-server-1}: lines of {@code key: value}, ended
 * by a line with a dot. Every value that comes from outside is in its base64 form ({@code key::
 * value}), so that no line can be slipped in, nor a value be taken for base64 that is none. Source:
 * ntlm_auth(1) and {@code source3/utils/ntlm_auth.c} of Samba 4.17.
 */
final class Question {
  /** Most octets of a password: the helper cuts off what is longer. */
  static final int MAX_PASSWORD = 255;

  /** No account has this name: a question mark is not allowed in one. */
  private static final String NOBODY = "vedette?nobody";

  private static final byte[] END = ascii(".\n");
  private static final byte[] PASSWORD = ascii("Password:: ");

  private Question() {}

  /**
   * Tells whether a helper takes the whole password. It reads text that ends with the first zero
   * octet: what follows would not be checked.
   */
  static boolean fits(Secret password) {
    byte[] clear = password.bytes();
    boolean whole = clear.length > 0 && clear.length <= MAX_PASSWORD;
    for (byte each : clear) {
      whole &= each != 0;
    }
    Arrays.fill(clear, (byte) 0);
    return whole;
  }

  /**
   * Asks about an answer of MS-CHAPv2.
   *
   * @param exchange the exchange; its hash of the challenges (RFC 2759 section 8.2) is what the
   *     domain takes for the challenge
   */
  static byte[] msChap2(AccountName name, MsChap2 exchange, Credential.MsChap2 shown) {
    return ascii(who(name) + response(exchange.challengeHash(), shown.response()) + ".\n");
  }

  /**
   * Asks about a password.
   *
   * @return octets to be wiped
   */
  static byte[] typed(AccountName name, Secret password) {
    byte[] clear = password.bytes();
    byte[] coded = Base64.getEncoder().encode(clear);
    Arrays.fill(clear, (byte) 0);
    byte[] who = ascii(who(name));
    byte[] all =
        ByteBuffer.allocate(who.length + PASSWORD.length + coded.length + 1 + END.length)
            .put(who)
            .put(PASSWORD)
            .put(coded)
            .put((byte) '\n')
            .put(END)
            .array();
    Arrays.fill(coded, (byte) 0);
    return all;
  }

  /**
   * Asks about an account that cannot exist, to learn whether the domain answers at all. It locks
   * nobody out.
   */
  static byte[] nobody(String domain) {
    return ascii(
        who(new AccountName(domain, NOBODY))
            + response(new byte[8], new byte[MsChap2.RESPONSE])
            + ".\n");
  }

  private static String who(AccountName name) {
    return line("Username", name.user()) + line("NT-Domain", name.domain());
  }

  private static String line(String key, String value) {
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    return key + ":: " + Base64.getEncoder().encodeToString(octets) + "\n";
  }

  private static String response(byte[] challenge, byte[] response) {
    HexFormat hex = HexFormat.of().withUpperCase();
    return "LANMAN-Challenge: "
        + hex.formatHex(challenge)
        + "\nNT-Response: "
        + hex.formatHex(response)
        + "\nRequest-User-Session-Key: Yes\n";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
