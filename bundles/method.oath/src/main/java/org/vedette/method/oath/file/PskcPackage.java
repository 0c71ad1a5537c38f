package org.vedette.method.oath.file;

import java.util.Locale;
import java.util.Optional;
import org.vedette.method.oath.Token;

/**
 * Reads a KeyPackage (RFC 6030, section 4).
 *
 * @param keys opens encrypted values; empty when the file names no key
 * @param policy checks the vendor's policy
 */
record PskcPackage(Optional<PskcKeys> keys, PskcPolicy policy) {
  private static final long MAX_COUNTER = Long.MAX_VALUE >> 8;
  private static final long MAX_DRIFT = 100_000;

  void read(XmlNode node, RawSeed raw) throws BadEntryException {
    XmlNode key = node.child("Key").orElseThrow(() -> new BadEntryException("Key", "is missing"));
    // Section 4.3.1: SerialNo of the device; a soft token has but the Id of its key (4.2).
    String serial = node.textAt("DeviceInfo", "SerialNo");
    raw.serial = serial.isEmpty() ? key.attribute("Id") : serial;
    raw.manufacturer = node.textAt("DeviceInfo", "Manufacturer");
    raw.model = node.textAt("DeviceInfo", "Model");
    boolean timed = timed(key);
    raw.params.put(Token.TYPE, timed ? Token.TOTP : Token.HOTP);
    response(key, raw);
    Optional<XmlNode> rules = key.child("Policy");
    if (rules.isPresent()) {
      policy.check(rules.get(), raw);
    }
    XmlNode data = key.child("Data").orElseThrow(() -> new BadEntryException("Data", "is missing"));
    if (timed) {
      time(data, raw);
    } else if (data.child("Counter").isPresent()) {
      raw.start = Values.number(data.child("Counter").get(), keys, MAX_COUNTER);
    }
    XmlNode secret =
        data.child("Secret").orElseThrow(() -> new BadEntryException("Secret", "is missing"));
    raw.secret = Values.octets(secret, keys);
  }

  /** Algorithm: HOTP (section 10.1), or TOTP as registered since. */
  private static boolean timed(XmlNode key) throws BadEntryException {
    String algorithm = PskcKeys.after(key.attribute("Algorithm")).toLowerCase(Locale.ROOT);
    if (algorithm.equals(Token.TOTP) || algorithm.equals(Token.HOTP)) {
      return algorithm.equals(Token.TOTP);
    }
    throw new BadEntryException(
        "Algorithm",
        algorithm.equals("pin") ? "is pin: the PIN of another token" : "is neither hotp nor totp");
  }

  /** AlgorithmParameters (section 4.2): what a code looks like, and the hash function. */
  private static void response(XmlNode key, RawSeed raw) throws BadEntryException {
    Optional<XmlNode> params = key.child("AlgorithmParameters");
    Optional<XmlNode> response = params.flatMap(it -> it.child("ResponseFormat"));
    if (response.isPresent()) {
      String encoding = response.get().attribute("Encoding");
      if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("DECIMAL")) {
        throw new BadEntryException("ResponseFormat", "has an Encoding other than DECIMAL");
      }
      String check =
          response.get().attribute("CheckDigits") + response.get().attribute("CheckDigit");
      if (check.equalsIgnoreCase("true") || check.equals("1")) {
        throw new BadEntryException("ResponseFormat", "wants a check digit");
      }
      String length = response.get().attribute("Length");
      if (!length.isEmpty()) {
        raw.params.put(Token.DIGITS, length);
      }
    }
    String suite = params.map(it -> it.textAt("Suite")).orElse("");
    String plain = suite.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    if (!plain.isEmpty()) {
      raw.params.put(Token.ALGORITHM, plain.replace("HMAC", ""));
    }
  }

  private void time(XmlNode data, RawSeed raw) throws BadEntryException {
    Optional<XmlNode> interval = data.child("TimeInterval");
    if (interval.isPresent()) {
      long seconds = Values.number(interval.get(), keys, Integer.MAX_VALUE);
      raw.params.put(Token.PERIOD, Long.toString(seconds));
    }
    Optional<XmlNode> drift = data.child("TimeDrift");
    if (drift.isPresent()) {
      raw.start = Values.number(drift.get(), keys, MAX_DRIFT);
    }
  }
}
