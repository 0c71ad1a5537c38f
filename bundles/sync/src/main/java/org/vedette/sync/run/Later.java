package org.vedette.sync.run;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import org.vedette.api.directory.DirectoryEntry;

/**
 * Those who wait for their turn, in the order of their identities. Keeps their entries while there
 * is room, so that a directory need not be read twice; the others are read again. For one thread.
 */
final class Later {
  /** Room for the entries, in characters: some 100,000 people, 60 MB at most. */
  static final int ROOM = 20_000_000;

  private final TreeMap<String, Optional<DirectoryEntry>> waiting = new TreeMap<>();
  private final int room;
  private int used;

  Later(int room) {
    this.room = room;
  }

  /** Has an entry wait. */
  void add(DirectoryEntry entry) {
    int size = size(entry);
    boolean fits = used + size <= room;
    waiting.put(entry.id(), Optional.of(entry).filter(it -> fits));
    used += fits ? size : 0;
  }

  /** An identity was told of a second time; unless the entry is the same one, it is read again. */
  void again(DirectoryEntry entry) {
    waiting.computeIfPresent(
        entry.id(), (id, kept) -> kept.filter(it -> it.dn().equals(entry.dn())));
  }

  /** Who waits. */
  NavigableSet<String> ids() {
    return waiting.navigableKeySet();
  }

  /** What was read of somebody; empty: it is to be read again. */
  Optional<DirectoryEntry> entry(String id) {
    return waiting.getOrDefault(id, Optional.empty());
  }

  void clear() {
    waiting.clear();
    used = 0;
  }

  private static int size(DirectoryEntry entry) {
    int size = entry.id().length() + entry.dn().length();
    for (String fact : entry.facts().values()) {
      size += fact.length();
    }
    for (String name : entry.names()) {
      size += name.length();
    }
    return size;
  }
}
