package org.vedette.api.policy;

import java.util.Arrays;
import java.util.Optional;

/** What the core can tell of a sign-in that speaks for caution. */
public enum RiskFlag {
  /** Three wrong answers to a second factor, or more, since the last right one. */
  RECENT_FAILURES("recent-failures"),
  /** A second factor was enrolled within the last 24 hours. */
  NEW_ENROLLMENT("new-enrollment"),
  /**
   * No second factor was right from this network (/24 of IPv4, /48 of IPv6) within 90 days.
   * Networks are noted only while a rule names this, be it one that observes.
   */
  NEW_NETWORK("new-network"),
  /** The client does not tell the address of the person's device. */
  NO_ADDRESS("no-address");

  private final String text;

  RiskFlag(String text) {
    this.text = text;
  }

  /** Returns the name as it is stored and shown. */
  public String text() {
    return text;
  }

  /** Finds a flag by its name. */
  public static Optional<RiskFlag> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
