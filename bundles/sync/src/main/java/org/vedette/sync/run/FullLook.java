package org.vedette.sync.run;

import java.util.List;
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
    notMet(visit, context.people().records(), place.name());
  }

  /** Those who were not met are asked for one by one: nobody is gone because a page was short. */
  private static void notMet(Visit visit, Records records, String directory) throws Halt {
    Optional<UUID> after = Optional.empty();
    TreeSet<String> ids = new TreeSet<>();
    List<DirectoryLink> page = records.page(DirectoryLink.TYPE, after, PAGE);
    while (!page.isEmpty()) {
      for (DirectoryLink link : page) {
        if (link.directory().equals(directory)
            && link.item().isPresent()
            && !visit.hasMet(link.entry())) {
          ids.add(link.entry());
        }
      }
      if (ids.size() >= Context.BATCH) {
        visit.meetAll(ids);
        ids.clear();
      }
      after = Optional.of(page.get(page.size() - 1).id());
      page = records.page(DirectoryLink.TYPE, after, PAGE);
    }
    visit.meetAll(ids);
  }
}
