package org.vedette.replication.member;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whose log was emptied after this leader had counted what it holds. A leader never goes back
 * behind that, so such a server would be given nothing any more; one that begins anew asks
 * everybody what they hold. Used by one thread.
 */
final class Openings {
  /** Of a version that does not say which opening it is. */
  static final long UNKNOWN = 0;

  private final Map<String, Long> counted = new HashMap<>();

  /** A server is added to the log as it is open now, as far as is known. */
  void added(String name, long opening) {
    counted.put(name, opening);
  }

  /** Another leads, or this server leads anew. */
  void forget() {
    counted.clear();
  }

  /**
   * Looks whether one was emptied.
   *
   * @param members names in the log
   * @param now which opening a server's log is; empty while it does not answer
   */
  Optional<String> emptied(List<String> members, Function<String, Optional<Long>> now) {
    Set<String> gone = new HashSet<>(counted.keySet());
    members.forEach(gone::remove);
    gone.forEach(counted::remove);
    return members.stream()
        .filter(
            name ->
                now.apply(name)
                    .filter(opening -> opening != UNKNOWN)
                    .filter(opening -> !opening.equals(before(name, opening)))
                    .isPresent())
        .findFirst();
  }

  private long before(String name, long now) {
    Long before = counted.putIfAbsent(name, now);
    return before == null || before == UNKNOWN ? now : before;
  }
}
