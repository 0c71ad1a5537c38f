package org.vedette.net.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that somebody serves, or served since the process started. A pattern is an exact path
 * or a prefix that ends in {@code /*} (Servlet 4.0, section 12.2); what names no path of its own
 * (the root, extensions) is not remembered. Thread-safe.
 */
final class Prefixes {
  /** Most patterns remembered; further ones are not, and their requests get 404 in the gap. */
  static final int MAX = 1000;

  private static final String ALL_BELOW = "/*";

  /** Number of owners here now, by pattern. */
  private final Map<String, Integer> owners = new LinkedHashMap<>();

  private final Map<Object, List<String>> patternsOf = new HashMap<>();

  /** Remembers what a predecessor knew. */
  synchronized void recall(Collection<String> patterns) {
    for (String pattern : patterns) {
      if (names(pattern) && owners.size() < MAX) {
        owners.putIfAbsent(pattern, 0);
      }
    }
  }

  /** An owner came, or changed what it serves. */
  synchronized void put(Object owner, Collection<String> patterns) {
    remove(owner);
    recall(patterns);
    List<String> kept = patterns.stream().distinct().filter(owners::containsKey).toList();
    kept.forEach(pattern -> owners.merge(pattern, 1, Integer::sum));
    patternsOf.put(owner, kept);
  }

  /** An owner went; its patterns stay known. */
  synchronized void remove(Object owner) {
    List<String> patterns = patternsOf.remove(owner);
    if (patterns != null) {
      patterns.forEach(pattern -> owners.merge(pattern, -1, Integer::sum));
    }
  }

  /** Returns whether {@code path} is, or was, somebody's. */
  synchronized boolean known(String path) {
    return owners.keySet().stream().anyMatch(pattern -> matches(pattern, path));
  }

  /** Returns whether an owner of {@code path} is here. */
  synchronized boolean owned(String path) {
    return owners.entrySet().stream()
        .anyMatch(each -> each.getValue() > 0 && matches(each.getKey(), path));
  }

  /** Returns all patterns, for a successor. */
  synchronized List<String> patterns() {
    return new ArrayList<>(owners.keySet());
  }

  private static boolean names(String pattern) {
    return pattern.length() > 1 && pattern.startsWith("/") && !pattern.equals(ALL_BELOW);
  }

  private static boolean matches(String pattern, String path) {
    if (!pattern.endsWith(ALL_BELOW)) {
      return pattern.equals(path);
    }
    int length = pattern.length() - ALL_BELOW.length();
    return path.startsWith(pattern.substring(0, length))
        && (path.length() == length || path.charAt(length) == '/');
  }
}
