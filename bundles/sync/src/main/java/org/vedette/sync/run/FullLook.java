package org.vedette.sync.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.vedette.api.store.Records;
import org.vedette.api.user.DirectoryLink;
import org.vedette.sync.plan.Scope;

/** Looks at everybody: first at all who are in an item, then at all who were. */
final class FullLook {
  private static final int PAGE = 500;

  private FullLook() {}

  static void at(Visit visit, Context context, Context.Place place) throws Halt {
    Map<String, Boolean> links = links(context.people().records(), place.name());
    visit.linked(links.keySet());
    for (Scope.Part part : visit.scope().parts()) {
      if (part.members().isPresent()) {
        visit.meetAll(part.members().get());
      } else {
        place
            .asking()
            .people(
                part.item().container(),
                part.item().container().isEmpty() || part.item().nested(),
                entry -> {
                  context.patience().check();
                  visit.meet(entry);
                });
      }
    }
    context.writer().flush();
    notMet(visit, links);
  }

  /** Reads which entries users are linked to, and whether an item has them. */
  private static Map<String, Boolean> links(Records records, String directory) {
    Map<String, Boolean> links = new HashMap<>();
    Optional<UUID> after = Optional.empty();
    List<DirectoryLink> page = records.page(DirectoryLink.TYPE, after, PAGE);
    while (!page.isEmpty()) {
      for (DirectoryLink link : page) {
        if (link.directory().equals(directory)) {
          links.put(link.entry(), link.item().isPresent());
        }
      }
      after = Optional.of(page.get(page.size() - 1).id());
      page = records.page(DirectoryLink.TYPE, after, PAGE);
    }
    return links;
  }

  /** Those who were not met are asked for one by one: nobody is gone because a page was short. */
  private static void notMet(Visit visit, Map<String, Boolean> links) throws Halt {
    TreeSet<String> ids = new TreeSet<>();
    links.forEach(
        (entry, hasItem) -> {
          if (hasItem && !visit.hasMet(entry)) {
            ids.add(entry);
          }
        });
    visit.meetAll(ids);
  }
}
