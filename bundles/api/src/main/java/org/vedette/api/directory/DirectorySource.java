package org.vedette.api.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a configured directory. Registered for each directory with the service property {@value
 * DirectoryProbe#PROPERTY} set to its name.
 *
 * <p>All methods may be called from any thread, do not block it, never complete exceptionally, and
 * complete within {@value #LONGEST_SECONDS} s. Referrals are not followed out of the directory.
 */
@ProviderType
public interface DirectorySource {
  /** Longest time until an answer, in seconds. */
  int LONGEST_SECONDS = 60;

  /** Most entries of one page. */
  int MOST_ENTRIES = 1_000;

  /** Most identities asked for at once. */
  int MOST_IDS = 500;

  /**
   * What is searched.
   *
   * @param kind kind of the entries
   * @param base distinguished name of the place to search in; empty: the directory's base
   * @param below whether what lies deeper than directly in the base counts
   * @param memberOf identity of a group: only its members, also through groups in it, loops
   *     included
   * @param text part of a name; empty: any
   * @param limit entries of a page, 1 to {@value #MOST_ENTRIES}
   */
  record Search(
      DirectoryEntry.Kind kind,
      Optional<String> base,
      boolean below,
      Optional<String> memberOf,
      String text,
      int limit) {}

  /**
   * Some of the entries.
   *
   * @param entries the entries, each at most once; an identity that two entries have comes with
   *     both
   * @param next what to ask the next page with; empty: this was the last
   * @param oddities what was wrong with entries that were left out or cut, a sentence each, at most
   *     100; an entry with two identities, a name that is no text
   * @param nameless how many entries were left out because they tell no identity, or several; they
   *     may be anybody's
   */
  record Page(
      List<DirectoryEntry> entries, Optional<String> next, List<String> oddities, int nameless) {
    /** Copies the lists. */
    public Page {
      entries = List.copyOf(entries);
      oddities = List.copyOf(oddities);
    }

    /** Every entry told its identity. */
    public Page(List<DirectoryEntry> entries, Optional<String> next, List<String> oddities) {
      this(entries, next, oddities, 0);
    }
  }

  /**
   * What changed.
   *
   * @param changed entries of any kind as they are now
   * @param gone identities of what was removed
   * @param cursor what to ask the next time with, at most 4,096 characters
   * @param more whether there is more to be asked for at once
   */
  record Changes(List<DirectoryEntry> changed, Set<String> gone, String cursor, boolean more) {
    /** Copies the collections. */
    public Changes {
      changed = List.copyOf(changed);
      gone = Set.copyOf(gone);
    }
  }

  /** Returns one page; {@code page} is empty for the first. */
  CompletionStage<DirectoryAnswer<Page>> search(Search search, Optional<String> page);

  /**
   * Reads entries by identity, at most {@value #MOST_IDS}. An identity that is missing in the
   * answer is not there, or not to be seen; one that two entries have comes with both.
   */
  CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byId(Set<String> ids);

  /** Finds the persons whom a typed name may mean; more than one: the name is ambiguous. */
  CompletionStage<DirectoryAnswer<List<DirectoryEntry>>> byName(String typed);

  /**
   * Returns the identities of all persons in a group. Whole or failed.
   *
   * @param nested whether those count who are in it through groups in it, loops included
   */
  CompletionStage<DirectoryAnswer<Set<String>>> members(String group, boolean nested);

  /**
   * Returns what changed since a cursor. Without one: nothing, and the cursor of now; take it
   * before reading everything, so that nothing is missed. A changed group's members, and what lies
   * in a container that was renamed or moved, are not among the changed: read them again. {@link
   * DirectoryAnswer.Trouble#BEGIN_AGAIN} when this cannot be told.
   */
  CompletionStage<DirectoryAnswer<Changes>> changesSince(Optional<String> cursor);
}
