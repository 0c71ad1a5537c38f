package org.vedette.client.http.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set of HTTP status codes. */
public record StatusSet(List<Range> ranges) {
  private static final Pattern RANGE = Pattern.compile("([2-5][0-9]{2})(?:-([2-5][0-9]{2}))?");

  /**
   * Codes from one to another.
   *
   * @param least the first
   * @param most the last
   */
  public record Range(int least, int most) {}

  /** Copies the ranges. */
  public StatusSet {
    ranges = List.copyOf(ranges);
  }

  /** Reads codes (200 to 599) and ranges like {@code 200-299}; empty when one is neither. */
  public static Optional<StatusSet> parse(List<String> items) {
    List<Range> found = new ArrayList<>();
    for (String item : items) {
      Matcher range = RANGE.matcher(item);
      if (!range.matches()) {
        return Optional.empty();
      }
      int least = Integer.parseInt(range.group(1));
      int most = range.group(2) == null ? least : Integer.parseInt(range.group(2));
      if (most < least) {
        return Optional.empty();
      }
      found.add(new Range(least, most));
    }
    return Optional.of(new StatusSet(found));
  }

  /** Tells whether a code is among them. */
  boolean has(int status) {
    return ranges.stream().anyMatch(range -> status >= range.least() && status <= range.most());
  }
}
