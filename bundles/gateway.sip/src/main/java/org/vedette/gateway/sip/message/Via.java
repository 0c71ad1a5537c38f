package org.vedette.gateway.sip.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topmost Via (RFC 3261 section 20.42).
 *
 * @param sentBy host and port
 * @param params parameters; names in lower case
 */
public record Via(String sentBy, Map<String, String> params) {
  /** What every branch begins with (RFC 3261 section 8.1.1.7). */
  public static final String COOKIE = "z9hG4bK";

  /** Reads the first Via of a message. */
  static Optional<Via> of(Headers headers) {
    return headers.first("Via").flatMap(line -> parse(Text.split(line, ',').get(0)));
  }

  private static Optional<Via> parse(String value) {
    List<String> parts = Text.split(value, ';');
    String[] head = parts.get(0).strip().split("[ \t]+", -1);
    if (head.length < 2 || !head[0].regionMatches(true, 0, "SIP", 0, 3)) {
      return Optional.empty();
    }
    return Optional.of(new Via(head[head.length - 1], Text.pairs(parts.subList(1, parts.size()))));
  }

  /** Returns the branch; empty without one. */
  public String branch() {
    return params.getOrDefault("branch", "");
  }
}
