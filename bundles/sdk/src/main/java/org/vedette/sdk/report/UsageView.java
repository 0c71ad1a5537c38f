package org.vedette.sdk.report;

import java.util.List;
import java.util.Locale;
import org.vedette.api.report.UsageReport;
import org.vedette.sdk.http.Json;

/**
 * Sign-ins, counted.
 *
 * @param by what they are counted by
 * @param items the counts
 * @param total all together
 * @param whole whether everything was looked at; if not, what is oldest is missing
 */
public record UsageView(String by, List<CountView> items, CountView total, boolean whole)
    implements Json {
  /**
   * One count.
   *
   * @param key what is counted
   * @param granted how many were let in
   * @param denied how many were not
   * @param undecided how many had no decision
   * @param users how many different names
   */
  public record CountView(String key, long granted, long denied, long undecided, long users)
      implements Json {
    static CountView of(UsageReport.Group group) {
      return new CountView(
          group.key(), group.granted(), group.denied(), group.undecided(), group.users());
    }
  }

  static UsageView of(UsageReport usage) {
    return new UsageView(
        usage.by().name().toLowerCase(Locale.ROOT),
        usage.groups().stream().map(CountView::of).toList(),
        CountView.of(usage.total()),
        usage.whole());
  }

  List<List<String>> rows() {
    return items.stream()
        .map(
            it ->
                List.of(
                    it.key(),
                    "" + it.granted(),
                    "" + it.denied(),
                    "" + it.undecided(),
                    "" + it.users()))
        .toList();
  }
}
