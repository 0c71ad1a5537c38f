package org.vedette.method.oath;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What kind of token it is.
 *
 * @param timed TOTP (RFC 6238), otherwise HOTP (RFC 4226)
 * @param algorithm hash function
 * @param digits length of a code, 6 to 8
 * @param period seconds of a time step, 30 or 60; of no meaning for HOTP
 */
public record Token(boolean timed, Algorithm algorithm, int digits, int period) {
  /** Parameter: totp or hotp. */
  public static final String TYPE = "type";

  /** Parameter: hash function. */
  public static final String ALGORITHM = "algorithm";

  /** Parameter: length of a code. */
  public static final String DIGITS = "digits";

  /** Parameter: seconds of a time step. */
  public static final String PERIOD = "period";

  /** Type of a token that shows a new code every period. */
  public static final String TOTP = "totp";

  /** Type of a token that shows a new code with each press. */
  public static final String HOTP = "hotp";

  private static final Set<String> DIGITS_ALLOWED = Set.of("6", "7", "8");
  private static final Set<String> PERIODS_ALLOWED = Set.of("30", "60");

  /** A parameter that is out of range: its name, and what it may be. */
  public record Bad(String field, String message) {}

  /** A token, or what is wrong with its parameters. */
  public record Parsed(Optional<Token> token, Optional<Bad> bad) {
    private static Parsed bad(String field, String message) {
      return new Parsed(Optional.empty(), Optional.of(new Bad(field, message)));
    }
  }

  /** Reads parameters; absent ones have the values that every app understands. */
  public static Parsed parse(Map<String, String> params) {
    String type = params.getOrDefault(TYPE, TOTP);
    if (!type.equals(TOTP) && !type.equals(HOTP)) {
      return Parsed.bad(TYPE, "type is totp or hotp, for instance totp");
    }
    Optional<Algorithm> algorithm = Algorithm.named(params.getOrDefault(ALGORITHM, "SHA1"));
    if (algorithm.isEmpty()) {
      return Parsed.bad(ALGORITHM, "algorithm is SHA1, SHA256 or SHA512, for instance SHA1");
    }
    String digits = params.getOrDefault(DIGITS, "6");
    if (!DIGITS_ALLOWED.contains(digits)) {
      return Parsed.bad(DIGITS, "digits is 6, 7 or 8, for instance 6");
    }
    String period = params.getOrDefault(PERIOD, "30");
    if (!PERIODS_ALLOWED.contains(period)) {
      return Parsed.bad(PERIOD, "period is 30 or 60 seconds, for instance 30");
    }
    Token token =
        new Token(
            type.equals(TOTP), algorithm.get(), Integer.parseInt(digits), Integer.parseInt(period));
    return new Parsed(Optional.of(token), Optional.empty());
  }

  /** Returns the parameters to store. */
  public Map<String, String> params() {
    Map<String, String> params = new TreeMap<>();
    params.put(TYPE, type());
    params.put(ALGORITHM, algorithm.name());
    params.put(DIGITS, Integer.toString(digits));
    if (timed) {
      params.put(PERIOD, Integer.toString(period));
    }
    return params;
  }

  /** Returns totp or hotp. */
  public String type() {
    return timed ? TOTP : HOTP;
  }
}
