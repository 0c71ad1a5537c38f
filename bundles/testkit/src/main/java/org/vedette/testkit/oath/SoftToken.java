package org.vedette.testkit.oath;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An emulated token app: reads an {@code otpauth} URI and shows codes (RFC 4226, RFC 6238). Written
 * apart from the server, so that tests do not check code with itself. Immutable.
 */
public final class SoftToken {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;
  private final String algorithm;
  private final int digits;
  private final int period;

  private SoftToken(byte[] secret, String algorithm, int digits, int period) {
    this.secret = secret;
    this.algorithm = algorithm;
    this.digits = digits;
    this.period = period;
  }

  /** Reads a URI as an app scans it. */
  public static SoftToken scan(String otpauth) {
    Map<String, String> query = new HashMap<>();
    for (String pair : URI.create(otpauth).getRawQuery().split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return new SoftToken(
        base32(query.getOrDefault("secret", "")),
        "Hmac" + query.getOrDefault("algorithm", "SHA1"),
        Integer.parseInt(query.getOrDefault("digits", "6")),
        Integer.parseInt(query.getOrDefault("period", "30")));
  }

  /** The code shown at {@code time}. */
  public String codeAt(Instant time) {
    return codeFor(Math.floorDiv(time.getEpochSecond(), period));
  }

  /** The code of a counter value or time step. */
  public String codeFor(long counter) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
      // RFC 4226, section 5.3: dynamic truncation.
      int offset = hash[hash.length - 1] & 0xf;
      long number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffffL;
      String text = Long.toString(number % (long) Math.pow(10, digits));
      return "0".repeat(digits - text.length()) + text;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] base32(String text) {
    ByteBuffer out = ByteBuffer.allocate(text.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (char c : text.replace("=", "").toUpperCase(Locale.ROOT).toCharArray()) {
      bits = bits << 5 | BASE32.indexOf(c);
      held += 5;
      if (held >= 8) {
        held -= 8;
        out.put((byte) (bits >>> held));
        bits &= (1 << held) - 1;
      }
    }
    return out.array();
  }
}
