package org.vedette.api.accounting;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A report whose authenticators are right.
 *
 * @param application id of the application of the client
 * @param applicationName its name
 * @param source address the report came from
 * @param received when it came
 * @param target name of the {@link AccountingForwarder} that is to get it too, like {@code
 *     radius:old}; empty for none
 * @param facts what it says
 * @param attributes all its attributes as on the wire, without passwords and those of one hop, at
 *     most 4076 octets
 */
public record AccountingReport(
    UUID application,
    String applicationName,
    String source,
    Instant received,
    String target,
    AccountingFacts facts,
    byte[] attributes) {
  /** A clock of a client that is wrong by more is not believed. */
  private static final Duration BELIEVABLE = Duration.ofDays(7);

  /**
   * When it happened: Event-Timestamp, else the time of arrival less Acct-Delay-Time. Times that
   * lie more than seven days from the arrival are not believed.
   */
  public Instant happened() {
    return facts
        .eventTime()
        .filter(told -> Duration.between(told, received).abs().compareTo(BELIEVABLE) <= 0)
        .orElseGet(
            () -> received.minusSeconds(Math.min(facts.delaySeconds(), BELIEVABLE.toSeconds())));
  }

  /** Names whose it is; the content may be personal. */
  @Override
  public String toString() {
    return "AccountingReport[application=" + application + ", status=" + facts.status() + "]";
  }
}
