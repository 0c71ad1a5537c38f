package org.vedette.state.table;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What other servers were told is free for them: they hold it until they give it back, it is final,
 * or 30 s have passed, as a claim of this server would. Bounded. Guarded by the table of claims.
 */
final class Promises {
  /** Claims that may be promised at one time; a server wins far fewer in 30 s. */
  private static final int MOST = 200_000;

  private record Promise(String server, byte[] owner, long ticket, long since) {
    boolean over(long now) {
      return now - since >= ClaimTable.HOLD.toMillis();
    }

    boolean by(byte[] other) {
      return MessageDigest.isEqual(owner, other);
    }
  }

  private final Map<ClaimName, List<Promise>> all = new HashMap<>();

  int size() {
    return all.size();
  }

  /** Whether there is room for one more. */
  boolean hasRoom() {
    return all.size() < MOST;
  }

  /** Returns the server that holds it for another request. */
  Optional<String> holder(ClaimName name, byte[] owner, String but, long now) {
    return all.getOrDefault(name, List.of()).stream()
        .filter(each -> !each.over(now) && !each.by(owner) && !each.server().equals(but))
        .map(Promise::server)
        .findFirst();
  }

  /** Promises; what the same server was promised of it before is forgotten. */
  void add(ClaimName name, ClaimQuestion asked, long now) {
    List<Promise> known = all.computeIfAbsent(name, each -> new ArrayList<>(1));
    known.removeIf(each -> each.server().equals(asked.server()) || each.over(now));
    known.add(new Promise(asked.server(), asked.claim().owner(), asked.ticket(), now));
  }

  /** The server gives back what it asked for by that ticket, or an earlier one. */
  void release(ClaimName name, ClaimQuestion asked) {
    List<Promise> known = all.get(name);
    if (known != null) {
      known.removeIf(
          each -> each.server().equals(asked.server()) && each.ticket() <= asked.ticket());
      if (known.isEmpty()) {
        all.remove(name);
      }
    }
  }

  /** It is final: whose it is stands elsewhere. */
  void forget(ClaimName name) {
    all.remove(name);
  }

  void sweep(long now) {
    all.values()
        .removeIf(
            known -> {
              known.removeIf(each -> each.over(now));
              return known.isEmpty();
            });
  }
}
