package org.vedette.api.report;

import java.util.List;

/**
 * Sign-ins, counted.
 *
 * @param by what they are counted by
 * @param groups the counts: times in their order, the others by how many they are; at most {@value
 *     #MOST_GROUPS}, the rest added up under {@code (others)}
 * @param total all together
 * @param whole whether everything was looked at; if not, what is oldest is missing
 */
public record UsageReport(ReportDesk.By by, List<Group> groups, Group total, boolean whole) {
  /** Most groups. */
  public static final int MOST_GROUPS = 1_000;

  /** Copies the list. */
  public UsageReport {
    groups = List.copyOf(groups);
  }

  /**
   * One count.
   *
   * @param key what is counted, for example {@code 2026-11-26}
   * @param granted how many were let in
   * @param denied how many were not
   * @param undecided how many had no decision
   * @param users how many different names; beyond 500,000 of them the rest counts as one
   */
  public record Group(String key, long granted, long denied, long undecided, long users) {
    /** Returns the number of sign-ins. */
    public long signIns() {
      return granted + denied + undecided;
    }
  }
}
