package org.vedette.sync.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vedette.api.store.Records;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Marks;

/**
 * Whose telephone number was changed here although their item says that the directory's counts.
 * Nothing changes in the directory then, so that changes there do not tell of them.
 */
final class OwnNumbers {
  private static final int PAGE = 500;

  private OwnNumbers() {}

  /** Returns the identities of their entries. */
  static Set<String> of(Records records, String directory, List<SyncItem> items) {
    Set<UUID> overwriting =
        items.stream()
            .filter(it -> it.enabled() && it.rules().update() && it.rules().overwritePhone())
            .map(SyncItem::id)
            .collect(Collectors.toSet());
    Set<String> entries = new TreeSet<>();
    Optional<UUID> after = Optional.empty();
    while (!overwriting.isEmpty()) {
      List<DirectoryLink> page = records.page(DirectoryLink.TYPE, after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      for (DirectoryLink link : page) {
        if (link.directory().equals(directory)
            && link.item().filter(overwriting::contains).isPresent()
            && records
                .find(User.TYPE, link.id())
                .filter(user -> Marks.hasOwnNumber(user, link))
                .isPresent()) {
          entries.add(link.entry());
        }
      }
      after = Optional.of(page.get(page.size() - 1).id());
    }
    return entries;
  }
}
