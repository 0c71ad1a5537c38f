package org.vedette.api.sync;

import java.util.Optional;
import java.util.Set;

/**
 * People of a directory who are to be taken over once.
 *
 * @param directory name of the directory
 * @param entries identities of entries, at most {@value #MOST}; empty: those of group or container
 * @param container distinguished name of the place whose people are meant
 * @param group identity of the group whose people are meant
 * @param nested whether what lies deeper than directly in the container counts, and whoever is in
 *     the group through groups in it
 * @param rules what is done with people; the fates are not looked at
 * @param profile how an entry becomes a user
 * @param dry whether nothing is written
 */
public record ImportOrder(
    String directory,
    Set<String> entries,
    Optional<String> container,
    Optional<String> group,
    boolean nested,
    SyncRules rules,
    SyncProfile profile,
    boolean dry) {
  /** Most identities of one order. */
  public static final int MOST = 10_000;

  /** Copies the set. */
  public ImportOrder {
    entries = Set.copyOf(entries);
  }
}
