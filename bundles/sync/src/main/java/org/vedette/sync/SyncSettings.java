package org.vedette.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;

/**
 * Checked settings.
 *
 * @param enabled whether it runs by itself
 * @param interval from start to start, 1 minute to 24 hours
 * @param alwaysFull whether every run looks at everybody
 * @param fullHour hour of the day in which a run looks at everybody; -1: none
 * @param threshold most losses without approval, 1 to 999
 * @param removeDeleted whether deletions count as such
 * @param approvers addresses, at most 20
 * @param server host name; empty: this one
 */
record SyncSettings(
    boolean enabled,
    Duration interval,
    boolean alwaysFull,
    int fullHour,
    int threshold,
    boolean removeDeleted,
    List<String> approvers,
    String server) {
  /** What holds until settings were read. */
  static final SyncSettings DEFAULTS =
      new SyncSettings(false, Duration.ofHours(1), false, 2, 5, false, List.of(), "");

  private static final int MOST_APPROVERS = 20;
  private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,189}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{0,253}");

  /**
   * What was read.
   *
   * @param settings the settings, of no use where there are problems
   * @param problems what is wrong
   */
  record Read(SyncSettings settings, List<SettingText.Problem> problems) {}

  SyncSettings {
    approvers = List.copyOf(approvers);
  }

  static Read read(Map<String, ?> properties) {
    SettingText text = new SettingText(properties);
    List<String> approvers = text.list("approverMails");
    if (approvers.size() > MOST_APPROVERS
        || approvers.stream().anyMatch(it -> !MAIL.matcher(it).matches())) {
      text.bad("approverMails", "at most 20 addresses, for example it@corp.example");
    }
    if (!HOST.matcher(text.text("server")).matches()) {
      text.bad("server", "a host name, for example mfa1.corp.example");
    }
    SyncSettings settings =
        new SyncSettings(
            text.flag("enabled"),
            Duration.ofMinutes(text.number("intervalMinutes", 1, 1440)),
            text.flag("alwaysFull"),
            text.number("fullHour", -1, 23),
            text.number("threshold", 1, 999),
            text.flag("removeDeleted"),
            approvers,
            text.text("server"));
    return new Read(settings, text.problems());
  }
}
