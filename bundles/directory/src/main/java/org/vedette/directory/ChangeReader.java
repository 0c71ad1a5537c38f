package org.vedette.directory;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource.Changes;

/**
 * What changed since a cursor, by the best way that a directory knows and that is right about what
 * was removed. Blocks.
 */
final class ChangeReader {
  /** More changes than these at once are better read as a whole. */
  static final int MOST = 20_000;

  /**
   * What a way found.
   *
   * @param changed identities of what is there and changed
   * @param gone identities of what was removed
   * @param next the next position
   * @param more whether there is more at once
   */
  record Found(Set<String> changed, Set<String> gone, Cursor next, boolean more) {}

  private final Reading reading;
  private final boolean wanders;
  private final EntriesById byId;
  private final DirSync dirSync;
  private final UsnChanges usn;
  private final ContentSync content;

  ChangeReader(Reading reading, DirectorySettings settings, Budget budget) {
    this.reading = reading;
    this.wanders = settings.referrals().follow();
    this.byId = new EntriesById(reading, settings.baseDn(), budget);
    this.dirSync = new DirSync(reading, budget);
    this.usn = new UsnChanges(reading, settings.reading().pageSize(), budget);
    this.content = new ContentSync(reading, settings.baseDn(), budget);
  }

  /** Returns the cursor of now. */
  Changes begin() throws ReadFailure {
    return answer(new Found(Set.of(), Set.of(), now(), false), List.of());
  }

  private Cursor now() throws ReadFailure {
    if (wanders) {
      throw again("referrals are followed, and other servers' changes cannot be told");
    }
    if (reading.profile().kind() == DirectoryKind.LDAP) {
      return content.now();
    }
    Optional<Cursor> cursor = dirSync.now();
    return cursor.isPresent() ? cursor.get() : usn.now();
  }

  /** Returns what changed. */
  Changes since(String text) throws ReadFailure {
    Cursor cursor = Cursor.read(text).orElseThrow(() -> again("the cursor is not one of ours"));
    if (wanders) {
      throw again("referrals are followed");
    }
    Found found =
        switch (cursor.way()) {
          case DIRSYNC -> dirSync.since(cursor);
          case USN -> usn.since(cursor);
          case CONTENT -> content.since(cursor);
        };
    if (found.changed().size() > MOST) {
      throw again("more than " + MOST + " entries changed");
    }
    return answer(found, byId.read(found.changed()));
  }

  /** What changed and is not to be seen any more is gone as well: moved out, or no person now. */
  private Changes answer(Found found, List<DirectoryEntry> entries) throws ReadFailure {
    Set<String> gone = new HashSet<>(found.changed());
    entries.forEach(each -> gone.remove(each.id()));
    gone.addAll(found.gone());
    String next =
        found.next().text().orElseThrow(() -> again("the directory's cookie is too long"));
    return new Changes(entries, gone, next, found.more());
  }

  private static ReadFailure again(String why) {
    return new ReadFailure(Trouble.BEGIN_AGAIN, why + ": read everything");
  }
}
