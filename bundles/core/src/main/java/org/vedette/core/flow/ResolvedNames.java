package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.primary.AccountEntry;

/** What directories lately said of names: for a short while, and not of too many. Thread-safe. */
final class ResolvedNames {
  static final Duration LIFE = Duration.ofSeconds(30);
  static final int MOST = 10_000;

  private record Key(String directory, String name) {}

  private record Said(List<AccountEntry> entries, Instant until) {}

  private final InstantSource clock;
  private final Map<Key, Said> all =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Said> eldest) {
          return size() > MOST;
        }
      };

  ResolvedNames(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns what a directory said of a name. */
  synchronized Optional<List<AccountEntry>> find(String directory, String name) {
    Key key = new Key(directory, name);
    Said said = all.get(key);
    if (said == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(said.until())) {
      all.remove(key);
      return Optional.empty();
    }
    return Optional.of(said.entries());
  }

  /** Notes what a directory said. */
  synchronized void put(String directory, String name, List<AccountEntry> entries) {
    Key key = new Key(directory, name);
    all.remove(key);
    all.put(key, new Said(entries, clock.instant().plus(LIFE)));
  }
}
