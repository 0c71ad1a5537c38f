package org.vedette.client.http.answer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header Retry-After (RFC 9110 section 10.2.3). */
final class RetryAfter {
  /** Longest time that a provider can silence a gateway for, lest one number do it for all. */
  static final Duration MOST = Duration.ofMinutes(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /**
   * Returns how long to wait, at most {@link #MOST}; empty when it cannot be understood or is over.
   */
  static Optional<Duration> read(String header, Instant now) {
    String value = header.strip();
    Duration wait;
    if (SECONDS.matcher(value).matches()) {
      wait = Duration.ofSeconds(Long.parseLong(value));
    } else {
      try {
        // RFC 9110 section 5.6.7: the form of RFC 5322 is the one that senders must use.
        wait =
            Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
      } catch (DateTimeException | ArithmeticException unknown) {
        return Optional.empty();
      }
    }
    if (wait.isNegative() || wait.isZero()) {
      return Optional.empty();
    }
    return Optional.of(wait.compareTo(MOST) > 0 ? MOST : wait);
  }
}
