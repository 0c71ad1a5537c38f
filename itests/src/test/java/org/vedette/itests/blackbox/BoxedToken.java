package org.vedette.itests.blackbox;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.vedette.testkit.oath.SoftToken;

/**
 * A hardware token out of a box, and its line in the vendor's file. Its secret is marked, so that a
 * search of all files finds a leak.
 *
 * @param serial serial number
 * @param secret its secret in Base32
 */
public record BoxedToken(String serial, String secret) {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;

  /** The token with this number. */
  public static BoxedToken of(int number) {
    String marked = "vdtmark-%012d".formatted(number);
    return new BoxedToken(Integer.toString(1_000_000 + number), base32(marked));
  }

  /** The token in the hand, six digits every 30 s. */
  public SoftToken inHand() {
    return inHand("SHA1", 6, 30);
  }

  /** The token in the hand. */
  public SoftToken inHand(String algorithm, int digits, int period) {
    return SoftToken.scan(
        "otpauth://totp/x?secret=%s&algorithm=%s&digits=%d&period=%d"
            .formatted(secret, algorithm, digits, period));
  }

  /** Its line of {@code serial,secret,interval}. */
  public String line() {
    return serial + "," + secret + ",30\n";
  }

  /** 20 bytes are 32 letters without padding (RFC 4648, section 6). */
  private static String base32(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length != SECRET_BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes");
    }
    String five = new BigInteger(1, bytes).toString(32).toUpperCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder();
    for (char each : "0".repeat(32 - five.length()).concat(five).toCharArray()) {
      letters.append(LETTERS.charAt(Character.digit(each, 32)));
    }
    return letters.toString();
  }
}
