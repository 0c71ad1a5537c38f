package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Change;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Judge;
import org.vedette.sync.plan.Known;
import org.vedette.sync.plan.Step;

/**
 * People who want each other's names, two or several in a ring. None of them can go first, so that
 * all go in one change.
 */
final class Rings {
  /** More than so many are left to an operator. */
  private static final int LONGEST = 20;

  /** A name that nobody else has; it is never to be seen, because the change is one. */
  private static final String BETWEEN = "vedette-between-";

  /**
   * Somebody whose name another has.
   *
   * @param known who
   * @param item the item the person is in
   * @param step what is to be written once the name is free
   * @param holder who has the name
   */
  record Wanting(Known known, Optional<SyncItem> item, Step step, UUID holder) {}

  private Rings() {}

  /** Returns those who want each other's names, each wanting the name of the next. */
  static List<List<Wanting>> of(Collection<Wanting> all) {
    Map<UUID, Wanting> byUser = new HashMap<>();
    all.forEach(each -> byUser.put(each.known().user().id(), each));
    Set<UUID> seen = new HashSet<>();
    List<List<Wanting>> rings = new ArrayList<>();
    for (Wanting first : all) {
      List<Wanting> ring = new ArrayList<>();
      Optional<Wanting> at = Optional.of(first);
      while (at.isPresent() && seen.add(at.get().known().user().id())) {
        ring.add(at.get());
        at = Optional.ofNullable(byUser.get(at.get().holder()));
      }
      boolean closed = at.filter(it -> it == first).isPresent();
      if (closed && ring.size() > 1 && ring.size() <= LONGEST) {
        rings.add(ring);
      }
    }
    return rings;
  }

  /**
   * Returns the changes of a ring, which are to be written as one: the first steps aside, each
   * takes the name of the one after it, from the last on, and at the end the first does.
   */
  static Map<Wanting, List<Change>> changes(List<Wanting> ring) {
    Map<Wanting, List<Change>> changes = new HashMap<>();
    Wanting first = ring.get(0);
    User user = first.known().user();
    String between = BETWEEN + user.id();
    ring.forEach(each -> changes.put(each, new ArrayList<>()));
    List<Wanting> order = order(ring);
    own(changes, order.get(0))
        .add(Change.put(User.TYPE, Judge.renamed(user, between, between, user.version() + 1)));
    for (Wanting each : order) {
      User next = each.step().user().orElse(each.known().user());
      User written =
          each == first
              ? Judge.renamed(next, next.username(), next.name(), next.version() + 1)
              : next;
      own(changes, each).add(Change.put(User.TYPE, written));
      own(changes, each).add(Change.put(DirectoryLink.TYPE, each.step().link()));
    }
    return changes;
  }

  private static List<Change> own(Map<Wanting, List<Change>> changes, Wanting of) {
    return changes.computeIfAbsent(of, it -> new ArrayList<>());
  }

  /** The order in which a ring is written: from the last to the first. */
  static List<Wanting> order(List<Wanting> ring) {
    List<Wanting> order = new ArrayList<>(ring);
    Collections.reverse(order);
    return order;
  }
}
