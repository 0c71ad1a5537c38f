package org.vedette.sync.run;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRules;
import org.vedette.sync.plan.Judge;
import org.vedette.sync.plan.Scope;

/** Takes over people who were picked by hand; takes nothing away. */
final class Import {
  private final Context context;
  private final RunSettings settings;

  Import(Context context, RunSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  void go(ImportOrder order) throws Halt {
    Optional<DirectorySource> source = context.ports().sources().apply(order.directory());
    if (source.isEmpty()) {
      throw Halt.directory(
          Trouble.UNREACHABLE, order.directory() + ": no directory of this name can be read now");
    }
    Asking asking =
        new Asking(order.directory(), source.get(), context.patience(), context.tally());
    Judge judge = new Judge(order.directory(), false, settings.defaults(), context.ports().ids());
    Scope everybody =
        new Scope(List.of(new Scope.Part(item(order), Optional.empty(), Optional.empty())));
    Visit visit =
        new Visit(context, new Context.Place(order.directory(), asking, judge), everybody);
    context.tally().phase("reading", order.entries().size());
    if (!order.entries().isEmpty()) {
      visit.meetAll(order.entries());
    } else if (order.group().isPresent()) {
      visit.meetAll(asking.members(order.group().get(), order.nested()));
    } else {
      asking.people(order.container(), order.nested(), visit::meet);
    }
    context.tally().phase("adding", visit.waiting());
    visit.settle();
    visit.retry();
  }

  /** Version 0 says that nobody stays with it. */
  private static SyncItem item(ImportOrder order) {
    SyncRules given = order.rules();
    return new SyncItem(
        new UUID(0, 0),
        0,
        0,
        "import",
        "import",
        true,
        order.directory(),
        Optional.empty(),
        Optional.empty(),
        true,
        new SyncRules(
            given.add(),
            given.update(),
            given.enableNew(),
            given.needPhone(),
            given.adopt(),
            given.overwritePhone(),
            given.mails(),
            given.pin(),
            Fate.IGNORE,
            Fate.IGNORE,
            Fate.IGNORE),
        order.profile());
  }
}
