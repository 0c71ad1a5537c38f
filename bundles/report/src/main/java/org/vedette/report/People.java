package org.vedette.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.Records;
import org.vedette.api.user.User;

/** Users as they are now, for one report. Not for several threads. */
final class People {
  private static final int MOST = 2_000;

  private final Records records;
  private final Map<UUID, Optional<User>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Optional<User>> eldest) {
          return size() > MOST;
        }
      };

  People(Records records) {
    this.records = records;
  }

  /** Finds a user; empty when there is none, or none any more. */
  Optional<User> find(Optional<UUID> id) {
    return id.flatMap(it -> known.computeIfAbsent(it, key -> records.find(User.TYPE, key)));
  }
}
