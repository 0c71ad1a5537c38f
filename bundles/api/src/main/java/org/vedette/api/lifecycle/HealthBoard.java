package org.vedette.api.lifecycle;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The health of a capability that has several parts: the worst of theirs. Thread-safe. */
public final class HealthBoard {
  private final Map<String, Supplier<Health>> parts = new ConcurrentSkipListMap<>();

  /** Begins without parts, which is well. */
  public HealthBoard() {}

  /** Adds a part; {@code key} is unique to it. */
  public void add(String key, Supplier<Health> health) {
    parts.put(key, health);
  }

  /** Removes a part. */
  public void remove(String key) {
    parts.remove(key);
  }

  /** Returns the worst status, with the messages of all that are unwell. */
  public Health health() {
    List<Health> unwell =
        parts.values().stream()
            .map(Supplier::get)
            .filter(each -> each.status() != Health.Status.OK)
            .toList();
    return unwell.stream()
        .map(Health::status)
        .max(Comparator.naturalOrder())
        .map(
            worst ->
                new Health(
                    worst, unwell.stream().map(Health::message).collect(Collectors.joining("; "))))
        .orElse(Health.ok());
  }
}
