package org.vedette.sync.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource.Changes;
import org.vedette.api.store.Records;
import org.vedette.api.user.DirectoryLink;
import org.vedette.sync.plan.Known;
import org.vedette.sync.plan.Marks;
import org.vedette.sync.plan.Scope;

/**
 * Looks at those whom a change can touch: who changed, who lies in a container that changed, who
 * came into a group or left it, and who was left open the last time.
 */
final class ChangedLook {
  /** Beyond this everything is looked at: it is quicker. */
  static final int MOST = 50_000;

  private static final int PAGE = 500;

  private final Set<String> touched = new TreeSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<String, String> containers = new HashMap<>();
  private boolean groups;
  private String cursor;

  private ChangedLook(String cursor) {
    this.cursor = cursor;
  }

  /** Asks what changed; empty when everything is to be looked at instead. */
  static Optional<ChangedLook> since(DirectoryState state, Asking asking) throws Halt {
    if (state.cursor().isEmpty() || state.overflow()) {
      return Optional.empty();
    }
    ChangedLook look = new ChangedLook(state.cursor());
    look.touched.addAll(state.open());
    try {
      boolean more = true;
      while (more) {
        Changes changes = asking.changes(Optional.of(look.cursor));
        look.take(changes);
        more = changes.more() && !changes.cursor().equals(look.cursor);
        look.cursor = changes.cursor();
        if (look.touched.size() + look.gone.size() > MOST) {
          return Optional.empty();
        }
      }
    } catch (Halt halt) {
      if (halt.isBeginAgain()) {
        return Optional.empty();
      }
      throw halt;
    }
    return Optional.of(look);
  }

  private void take(Changes changes) {
    for (DirectoryEntry entry : changes.changed()) {
      switch (entry.kind()) {
        case USER -> touched.add(entry.id());
        case GROUP -> groups = true;
        case CONTAINER -> containers.put(entry.id(), entry.dn());
      }
    }
    gone.addAll(changes.gone());
  }

  /** Looks at these too. */
  void touch(Set<String> entries) {
    touched.addAll(entries);
  }

  String cursor() {
    return cursor;
  }

  /** Returns whether nothing has changed that matters. */
  boolean isNothing() {
    return touched.isEmpty() && gone.isEmpty() && containers.isEmpty() && !groups;
  }

  /** Looks at them. */
  void at(Visit visit, Context context, Context.Place place, Map<String, String> knownPlaces)
      throws Halt {
    for (Map.Entry<String, String> container : containers.entrySet()) {
      if (!container.getValue().equals(knownPlaces.get(container.getKey()))) {
        place.asking().people(Optional.of(container.getValue()), true, visit::meet);
      }
    }
    boolean groupGone =
        gone.stream().anyMatch(it -> context.people().known(place.name(), it).isEmpty());
    if (groups || groupGone) {
      comings(visit.scope(), context, place.name());
      leavings(visit.scope(), context.people().records(), place.name());
    }
    touched.addAll(gone);
    visit.meetAll(touched);
    context.writer().flush();
  }

  /** Where containers are now. */
  Map<String, String> places() {
    return containers;
  }

  /** Members of a group whom another item has, or nobody; an earlier item keeps them. */
  private void comings(Scope scope, Context context, String directory) {
    Map<UUID, Integer> order = new HashMap<>();
    for (Scope.Part part : scope.parts()) {
      order.put(part.item().id(), order.size());
    }
    for (Scope.Part part : scope.parts()) {
      int own = order.getOrDefault(part.item().id(), 0);
      for (String member : part.members().orElse(Set.of())) {
        int now =
            context
                .people()
                .known(directory, member)
                .map(Known::link)
                .filter(it -> !Marks.hasLeft(it))
                .flatMap(DirectoryLink::item)
                .map(it -> order.getOrDefault(it, Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
        if (now > own) {
          touched.add(member);
        }
      }
    }
  }

  /** Those whom an item with a group has, and who are in the group no longer. */
  private void leavings(Scope scope, Records records, String directory) {
    Map<UUID, Set<String>> members = new HashMap<>();
    scope
        .parts()
        .forEach(part -> part.members().ifPresent(it -> members.put(part.item().id(), it)));
    List<DirectoryLink> page = records.page(DirectoryLink.TYPE, Optional.empty(), PAGE);
    while (!members.isEmpty() && !page.isEmpty()) {
      for (DirectoryLink link : page) {
        boolean left =
            link.directory().equals(directory)
                && link.item()
                    .filter(it -> members.containsKey(it))
                    .filter(it -> !members.getOrDefault(it, Set.of()).contains(link.entry()))
                    .isPresent();
        if (left) {
          touched.add(link.entry());
        }
      }
      page = records.page(DirectoryLink.TYPE, Optional.of(page.get(page.size() - 1).id()), PAGE);
    }
  }
}
