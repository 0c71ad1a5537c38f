package org.vedette.gateway.sip.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sequence number and method (RFC 3261 section 20.16).
 *
 * @param number 0 to 2^32-1
 * @param method the method
 */
public record CSeq(long number, String method) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,10})[ \t]+([A-Za-z.!%*_+`'~-]+)");
  private static final long MOST = (1L << 32) - 1;

  /** Reads one. */
  static Optional<CSeq> parse(String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches() || Long.parseLong(form.group(1)) > MOST) {
      return Optional.empty();
    }
    return Optional.of(new CSeq(Long.parseLong(form.group(1)), form.group(2)));
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
