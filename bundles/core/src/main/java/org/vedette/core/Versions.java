package org.vedette.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The versions of all capabilities that serve now, in one short text for the record of a sign-in:
 * the version that most have, then those that differ, like {@code 0.2.0 radius=0.2.1}; all by name
 * when no two are alike. Thread-safe.
 */
final class Versions {
  private final Map<String, String> byId = new TreeMap<>();
  private volatile String text = "";

  /** Begins with one capability. */
  Versions(String id, String version) {
    byId.put(id, version);
    text = describe();
  }

  synchronized void add(String id, String version) {
    byId.put(id, version);
    text = describe();
  }

  /** Removes a capability, unless its successor is here already. */
  synchronized void remove(String id, String version) {
    byId.remove(id, version);
    text = describe();
  }

  /** Returns the text as of now. */
  String text() {
    return text;
  }

  private String describe() {
    Map<String, Long> counts =
        byId.values().stream()
            .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    String most =
        counts.entrySet().stream()
            .filter(each -> each.getValue() > 1 || byId.size() == 1)
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    return byId.entrySet().stream()
        .filter(each -> !each.getValue().equals(most))
        .map(each -> " " + each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("", most, ""))
        .strip();
  }
}
