package org.vedette.api.accounting;

import java.util.Arrays;

/** What a report tells of its session: Acct-Status-Type (RFC 2866 section 5.1). */
public enum AccountingStatus {
  /** The session begins. */
  START(1, "Start"),
  /** The session is over. */
  STOP(2, "Stop"),
  /** The session goes on. */
  INTERIM(3, "Interim-Update"),
  /** The client begins to report: it has restarted, and no session of before is left. */
  ON(7, "Accounting-On"),
  /** The client is about to stop reporting: its sessions are over. */
  OFF(8, "Accounting-Off"),
  /** Anything else: tunnels (RFC 2867), failures, no status at all. */
  OTHER(0, "Other");

  private final int number;
  private final String label;

  AccountingStatus(int number, String label) {
    this.number = number;
    this.label = label;
  }

  /** Finds it by its number on the wire; {@link #OTHER} for numbers that have no meaning here. */
  public static AccountingStatus of(long number) {
    return Arrays.stream(values()).filter(each -> each.number == number).findFirst().orElse(OTHER);
  }

  /** Its name in the RFC. */
  public String label() {
    return label;
  }
}
