package org.vedette.sync.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.sync.SyncItem;

/**
 * The items of one directory, in their order, with what is to be known to tell who is in them.
 *
 * @param parts the items
 */
public record Scope(List<Part> parts) {
  /**
   * An item.
   *
   * @param item the item
   * @param container the place people are in; empty: anywhere in the directory
   * @param members identities of the persons in the group; empty where it names none
   */
  public record Part(SyncItem item, Optional<Dn> container, Optional<Set<String>> members) {
    private boolean holds(DirectoryEntry entry, Optional<Dn> place) {
      boolean there =
          container.isEmpty() || place.filter(it -> isInside(it, container.get())).isPresent();
      return there && members.map(it -> it.contains(entry.id())).orElse(true);
    }

    private boolean isInside(Dn place, Dn base) {
      return place.isIn(base, item.nested());
    }
  }

  /** Copies the list. */
  public Scope {
    parts = List.copyOf(parts);
  }

  /** Returns the first item that an entry is in. */
  public Optional<SyncItem> item(DirectoryEntry entry) {
    Optional<Dn> place = Dn.of(entry.dn());
    return parts.stream().filter(it -> it.holds(entry, place)).map(Part::item).findFirst();
  }
}
