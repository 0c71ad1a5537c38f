package org.vedette.core.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords for one name from one source, so that guessing is slow and an outsider
 * elsewhere cannot keep the person out. In memory of this server; bounded; thread-safe.
 */
public final class PasswordThrottle {
  private static final int MAX_ENTRIES = 50_000;

  private record Key(String source, String name) {}

  private record Count(int failures, Instant since) {}

  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /** Returns whether the next password must wait. */
  public synchronized boolean waits(
      String source, String name, int limit, Duration window, Instant now) {
    Count count = counts.get(new Key(source, name));
    return count != null && count.failures() >= limit && now.isBefore(count.since().plus(window));
  }

  /** Counts a wrong password. */
  public synchronized void failed(String source, String name, Duration window, Instant now) {
    Key key = new Key(source, name);
    Count count = counts.remove(key);
    if (count == null || !now.isBefore(count.since().plus(window))) {
      counts.put(key, new Count(1, now));
    } else {
      counts.put(key, new Count(count.failures() + 1, count.since()));
    }
    if (counts.size() > MAX_ENTRIES) {
      Iterator<Key> oldest = counts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Forgets the count after a right password. */
  public synchronized void succeeded(String source, String name) {
    counts.remove(new Key(source, name));
  }
}
