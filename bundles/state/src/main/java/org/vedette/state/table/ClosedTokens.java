package org.vedette.state.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;

/**
 * Challenges that were closed, until they would have ended anyway; bounded. Guarded by the table.
 */
final class ClosedTokens {
  private final Map<ChallengeToken, Instant> all = new LinkedHashMap<>();

  boolean knows(ChallengeToken token) {
    return all.containsKey(token);
  }

  Optional<Instant> until(ChallengeToken token) {
    return Optional.ofNullable(all.get(token));
  }

  /** Adds one; the oldest give way above {@code most}. */
  void add(ClosedToken closed, int most) {
    all.merge(closed.token(), closed.until(), (one, other) -> one.isAfter(other) ? one : other);
    while (all.size() > Math.max(1, most)) {
      all.remove(all.keySet().iterator().next());
    }
  }

  /** It was opened again under the same token. */
  void forget(ChallengeToken token) {
    all.remove(token);
  }

  void sweep(Instant now) {
    all.values().removeIf(until -> !now.isBefore(until));
  }

  List<ClosedToken> image() {
    List<ClosedToken> image = new ArrayList<>(all.size());
    all.forEach((token, until) -> image.add(new ClosedToken(token, until)));
    return image;
  }
}
