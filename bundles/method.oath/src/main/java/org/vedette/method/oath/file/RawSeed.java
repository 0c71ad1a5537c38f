package org.vedette.method.oath.file;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.secret.Secret;
import org.vedette.method.oath.Token;

/** A token as it is being read; {@link #check} makes a {@link Seed} of it. Mutable. */
final class RawSeed {
  /** Longest serial number, manufacturer and model. */
  static final int MAX_TEXT = 64;

  /** Shortest secret: many hardware tokens were made with 80 bits. */
  static final int MIN_SECRET = 10;

  /** Longest secret. */
  static final int MAX_SECRET = 128;

  /** What a spreadsheet makes of a long number. */
  private static final Pattern EXPONENT = Pattern.compile("[0-9]+([.,][0-9]+)?E\\+[0-9]+");

  final int line;
  final Map<String, String> params = new HashMap<>();
  String serial = "";
  String manufacturer = "";
  String model = "";
  String upn = "";
  long start;
  byte[] secret = new byte[0];
  Optional<Instant> expires = Optional.empty();

  RawSeed(int line) {
    this.line = line;
  }

  /** Checks everything; the bytes of the secret are wiped in any case. */
  Seed check() throws BadEntryException {
    try {
      checkSerial();
      checkText("manufacturer", manufacturer, MAX_TEXT);
      checkText("model", model, MAX_TEXT);
      checkText("upn", upn, 256);
      Token.Parsed parsed = Token.parse(params);
      if (parsed.bad().isPresent()) {
        throw new BadEntryException(parsed.bad().get().field(), parsed.bad().get().message());
      }
      if (secret.length < MIN_SECRET || secret.length > MAX_SECRET) {
        throw new BadEntryException(
            "secret",
            "has "
                + secret.length
                + " bytes, allowed are "
                + MIN_SECRET
                + " to "
                + MAX_SECRET
                + "; 20 bytes are 32 letters of Base32");
      }
      Token token = parsed.token().orElseThrow();
      return new Seed(
          line, serial, manufacturer, model, token, start, Secret.of(secret), upn, expires);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void checkSerial() throws BadEntryException {
    if (serial.isEmpty()) {
      throw new BadEntryException("serial", "is missing");
    }
    if (EXPONENT.matcher(serial).matches()) {
      throw new BadEntryException(
          "serial",
          "was rounded by a spreadsheet; format the column as text and take the file anew");
    }
    if (serial.length() > MAX_TEXT || !serial.chars().allMatch(it -> it > 32 && it < 127)) {
      throw new BadEntryException(
          "serial", "has up to 64 letters, digits and signs of ASCII, for instance 1100312");
    }
  }

  private static void checkText(String field, String text, int max) throws BadEntryException {
    if (text.length() > max || text.chars().anyMatch(RawSeed::odd)) {
      throw new BadEntryException(
          field, "has up to " + max + " characters, and no control characters");
    }
  }

  /** Control characters, and what stands for bytes that are no UTF-8. */
  private static boolean odd(int each) {
    return Character.isISOControl(each) || each == '\uFFFD';
  }
}
