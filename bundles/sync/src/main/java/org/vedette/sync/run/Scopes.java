package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.sync.SyncItem;
import org.vedette.sync.plan.Dn;
import org.vedette.sync.plan.Scope;

/** Reads what must be known to tell who is in which item. */
final class Scopes {
  private Scopes() {}

  /** Reads groups and looks whether places are there; fails when one of them is not. */
  static Scope read(Asking asking, List<SyncItem> items) throws Halt {
    List<Scope.Part> parts = new ArrayList<>();
    for (SyncItem item : items) {
      Optional<Dn> container = Optional.empty();
      if (item.container().isPresent()) {
        asking.place(item.container().get());
        container = Dn.of(item.container().get());
        if (container.isEmpty()) {
          throw Halt.directory(
              Trouble.NO_SUCH_BASE, item.label() + ": its container is no distinguished name");
        }
      }
      Optional<Set<String>> members = Optional.empty();
      if (item.group().isPresent()) {
        members = Optional.of(asking.members(item.group().get(), item.nested()));
      }
      parts.add(new Scope.Part(item, container, members));
    }
    return new Scope(parts);
  }
}
