package org.vedette.sync.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.directory.DirectorySource.Changes;
import org.vedette.api.directory.DirectorySource.Page;
import org.vedette.api.directory.DirectorySource.Search;

/** Asks one directory, and believes nothing that contradicts itself. */
final class Asking {
  private static final Duration LIMIT = Duration.ofSeconds(DirectorySource.LONGEST_SECONDS + 5);

  /** Most pages of one search: ten million entries. */
  private static final int MOST_PAGES = 10_000;

  private static final int LONGEST_CURSOR = 4096;

  /** Does something with one entry. */
  @FunctionalInterface
  interface Meeting {
    void meet(DirectoryEntry entry) throws Halt;
  }

  private final String name;
  private final DirectorySource source;
  private final Patience patience;
  private final Tally tally;
  private int nameless;

  Asking(String name, DirectorySource source, Patience patience, Tally tally) {
    this.name = name;
    this.source = source;
    this.patience = patience;
    this.tally = tally;
  }

  /** Meets every person in a place, page by page. */
  void people(Optional<String> base, boolean below, Meeting meeting) throws Halt {
    Search search =
        new Search(
            DirectoryEntry.Kind.USER,
            base,
            below,
            Optional.empty(),
            "",
            DirectorySource.MOST_ENTRIES);
    Optional<String> next = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page page = patience.answer(source.search(search, next), LIMIT, name);
      page.oddities().forEach(odd -> tally.odd(name, odd));
      nameless += page.nameless();
      for (DirectoryEntry entry : page.entries()) {
        if (isSane(entry)) {
          meeting.meet(entry);
        }
      }
      if (page.next().isEmpty()) {
        return;
      }
      next = page.next();
    }
    throw Halt.directory(Trouble.MALFORMED, name + ": its pages do not end");
  }

  /** Returns how many entries were met so far that may be anybody's: they tell no identity. */
  int nameless() {
    return nameless;
  }

  /** Passes if a place can be searched. */
  void place(String base) throws Halt {
    Search search =
        new Search(
            DirectoryEntry.Kind.CONTAINER, Optional.of(base), false, Optional.empty(), "", 1);
    patience.answer(source.search(search, Optional.empty()), LIMIT, name);
  }

  /**
   * What there is of some identities; one that is in neither is gone.
   *
   * @param entries the entries by identity
   * @param unclear identities that several entries have: nothing is known of them
   */
  record Answer(Map<String, DirectoryEntry> entries, Set<String> unclear) {}

  /** Reads entries by identity. */
  Answer byId(Set<String> ids) throws Halt {
    Map<String, DirectoryEntry> found = new HashMap<>();
    Set<String> unclear = new HashSet<>();
    if (ids.isEmpty()) {
      return new Answer(found, unclear);
    }
    List<DirectoryEntry> entries = patience.answer(source.byId(ids), LIMIT, name);
    for (DirectoryEntry entry : entries) {
      if (!ids.contains(entry.id())) {
        tally.odd(name, "it told of an entry that it was not asked for: " + entry.id());
      } else if (isSane(entry) && found.put(entry.id(), entry) != null) {
        unclear.add(entry.id());
      }
    }
    for (String id : unclear) {
      tally.odd(name, "several entries have the identity " + id + "; whoever has it stays as is");
      found.remove(id);
    }
    return new Answer(found, unclear);
  }

  Set<String> members(String group, boolean nested) throws Halt {
    return new HashSet<>(patience.answer(source.members(group, nested), LIMIT, name));
  }

  Changes changes(Optional<String> cursor) throws Halt {
    Changes changes = patience.answer(source.changesSince(cursor), LIMIT, name);
    if (changes.cursor().length() > LONGEST_CURSOR) {
      throw Halt.directory(Trouble.MALFORMED, name + ": its cursor is too long");
    }
    return changes;
  }

  private boolean isSane(DirectoryEntry entry) {
    boolean sane = !entry.id().isEmpty() && entry.id().length() <= DirectoryEntry.LONGEST_ID;
    if (!sane) {
      nameless++;
      tally.odd(name, "an entry has no identity that can be used: " + entry.dn());
    }
    return sane;
  }
}
