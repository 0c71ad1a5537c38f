package org.vedette.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.User;
import org.vedette.api.user.UserDefaults;

/**
 * Decides about one person at a time, from what the directory says now and what was taken over the
 * last time. The same whether everything is looked at or only what changed.
 *
 * @param directory name of the directory
 * @param deletions whether entries that are gone count as deleted; as having left otherwise
 * @param defaults what new users have
 * @param ids makes identities of new users
 */
public record Judge(
    String directory, boolean deletions, UserDefaults defaults, Supplier<UUID> ids) {

  /**
   * Decides about an entry that no user is linked to.
   *
   * @param item the item it is in
   * @param namesake the user who has the name that it would have
   * @param taken whether that user is linked to another entry
   */
  public Decision stranger(
      DirectoryEntry entry, SyncItem item, Wish wish, Optional<User> namesake, boolean taken) {
    if (!item.enabled()) {
      return Decision.NOTHING;
    }
    if (!entry.enabled() && item.rules().onDisabled() != Fate.IGNORE) {
      return Decision.skipped("disabled in the directory", false, List.of());
    }
    if (wish.name().isEmpty()) {
      return Decision.skipped("has no name that can be used", false, wish.problems());
    }
    if (namesake.isPresent()) {
      return taken || !item.rules().adopt()
          ? Decision.skipped("another user has the name " + wish.username(), true, wish.problems())
          : adopt(entry, item, wish, namesake.get());
    }
    if (!item.rules().add()) {
      return Decision.skipped("the item adds nobody", false, List.of());
    }
    if (item.rules().needPhone() && wish.phone().isEmpty()) {
      return Decision.skipped("has no telephone number that can be read", false, wish.problems());
    }
    return add(entry, item, wish);
  }

  private Decision add(DirectoryEntry entry, SyncItem item, Wish wish) {
    User draft =
        User.builder(ids.get(), wish.username(), wish.name())
            .enabled(item.rules().enableNew())
            .defaultMethod(defaults.method())
            .languages(defaults.languages())
            .build();
    Merge merge = Merge.of(draft, Map.of(), wish, item.rules().overwritePhone());
    Map<String, String> marks = new TreeMap<>(merge.taken());
    Marks.rules(marks, item.rules());
    TreeSet<String> todo = new TreeSet<>();
    if (item.profile().method().isPresent() && item.profile().mode().isPresent()) {
      todo.add(Marks.ENROLL);
    }
    if (item.rules().pin()) {
      todo.add(Marks.PIN);
    }
    if (!todo.isEmpty()) {
      marks.put(Marks.TODO, String.join(",", todo));
    }
    User user = first(merge.apply(draft, wish));
    return Decision.of(
        new Step(
            Kind.ADD,
            Optional.of(user),
            new DirectoryLink(user.id(), 1, directory, entry.id(), itemOf(item), marks),
            user.username(),
            merge.differences()),
        wish.problems());
  }

  private Decision adopt(DirectoryEntry entry, SyncItem item, Wish wish, User user) {
    Merge merge = Merge.of(user, Map.of(), wish, item.rules().overwritePhone());
    Map<String, String> marks = new TreeMap<>(merge.taken());
    Marks.rules(marks, item.rules());
    return Decision.of(
        new Step(
            Kind.ADOPT,
            merge.changes().isEmpty() ? Optional.empty() : Optional.of(merge.apply(user, wish)),
            new DirectoryLink(user.id(), 1, directory, entry.id(), itemOf(item), marks),
            user.username(),
            merge.differences()),
        wish.problems());
  }

  /**
   * Decides about an entry that a user is linked to.
   *
   * @param entry the entry; empty: it is gone from the directory
   * @param item the item it is in; empty: it is in none
   * @param wish what the entry says; empty when it is in no item
   * @param taken whether another user has the name that the entry says: it is kept as it is then
   */
  public Decision known(
      Known known,
      Optional<DirectoryEntry> entry,
      Optional<SyncItem> item,
      Optional<Wish> wish,
      boolean taken) {
    if (item.isPresent() && entry.isPresent() && wish.isPresent()) {
      return item.get().enabled()
          ? stays(known, entry.get(), item.get(), wish.get(), taken)
          : Decision.NOTHING;
    }
    if (known.link().item().isEmpty()) {
      return Decision.NOTHING;
    }
    boolean deleted = entry.isEmpty() && deletions;
    Decision lost =
        lost(
            known,
            Marks.fate(known.link(), deleted ? Marks.ON_DELETED : Marks.ON_LEAVE),
            deleted ? Loss.DELETED : Loss.SCOPE,
            Optional.empty());
    return lost.loss().isPresent() || lost.step().isPresent()
        ? lost
        : new Decision(left(known), Optional.empty(), Optional.empty(), false, List.of());
  }

  private static Optional<Step> left(Known known) {
    if (Marks.hasLeft(known.link())) {
      return Optional.empty();
    }
    Map<String, String> marks = new TreeMap<>(known.link().imported());
    marks.put(Marks.LEFT, "true");
    return Optional.of(
        new Step(
            Kind.NOTE,
            Optional.empty(),
            Marks.next(known.link(), marks),
            known.user().username(),
            List.of()));
  }

  private static Decision stays(
      Known known, DirectoryEntry entry, SyncItem item, Wish wish, boolean taken) {
    Fate fate = entry.enabled() ? Fate.IGNORE : item.rules().onDisabled();
    boolean renamed = item.rules().update() && isRenamed(known.user(), wish);
    Optional<Step> step =
        update(known, item, wish, renamed && !taken, fate == Fate.IGNORE && isKept(item));
    Decision lost =
        fate == Fate.IGNORE
            ? new Decision(step, Optional.empty(), Optional.empty(), false, List.of())
            : lost(known, fate, Loss.DISABLED, step);
    return new Decision(
        lost.step(),
        lost.loss(),
        renamed && taken
            ? Optional.of("another user has the name " + wish.username())
            : Optional.empty(),
        renamed && taken,
        wish.problems());
  }

  /** Who is off already stays as is; whom somebody else switched off is left to them. */
  private static Decision lost(Known known, Fate fate, String reason, Optional<Step> step) {
    boolean off = known.link().imported().containsKey(Marks.OFF);
    if (fate == Fate.IGNORE || (fate == Fate.DISABLE && off)) {
      return new Decision(step, Optional.empty(), Optional.empty(), false, List.of());
    }
    Kind kind = fate == Fate.REMOVE ? Kind.REMOVE : Kind.DISABLE;
    Loss loss = new Loss(kind, known.link().entry(), known.user().username(), reason);
    if (kind == Kind.DISABLE && !known.user().enabled()) {
      DirectoryLink base = step.map(Step::link).orElse(known.link());
      DirectoryLink marked = Marks.off(base, reason, known.user());
      DirectoryLink link =
          new DirectoryLink(
              marked.id(),
              known.link().version() + 1,
              marked.directory(),
              marked.entry(),
              marked.item(),
              marked.imported());
      Step noted =
          step.map(it -> new Step(it.kind(), it.user(), link, it.username(), it.differences()))
              .orElseGet(
                  () ->
                      new Step(
                          Kind.NOTE, Optional.empty(), link, known.user().username(), List.of()));
      return new Decision(Optional.of(noted), Optional.empty(), Optional.empty(), false, List.of());
    }
    return new Decision(step, Optional.of(loss), Optional.empty(), false, List.of());
  }

  private static Optional<Step> update(
      Known known, SyncItem item, Wish wish, boolean renamed, boolean on) {
    User user = known.user();
    Map<String, String> before = known.link().imported();
    Map<String, String> marks = new TreeMap<>(before);
    List<String> differences = new ArrayList<>();
    User next = user;
    Kind kind = Kind.NOTE;
    if (item.rules().update()) {
      Merge merge = Merge.of(user, before, wish, item.rules().overwritePhone());
      marks.putAll(merge.taken());
      differences.addAll(merge.differences());
      next = merge.apply(user, wish);
      kind = differences.isEmpty() ? kind : Kind.UPDATE;
      if (renamed) {
        next = named(next, wish, user.version() + 1);
        differences.add("username: " + user.username() + " -> " + wish.username());
        kind = Kind.RENAME;
      }
    }
    if (on && marks.remove(Marks.OFF) != null) {
      if (Boolean.parseBoolean(marks.remove(Marks.OFF_HERE)) && !user.enabled()) {
        next =
            next.version() == user.version() ? next.change().enabled(true).build() : enabled(next);
        differences.add("enabled: false -> true");
        kind = kind == Kind.RENAME ? kind : Kind.ENABLE;
      }
      marks.remove(Marks.OFF_HERE);
    }
    if (isKept(item)) {
      Marks.rules(marks, item.rules());
      marks.remove(Marks.LEFT);
    }
    DirectoryLink link =
        new DirectoryLink(
            known.link().id(),
            known.link().version() + 1,
            known.link().directory(),
            known.link().entry(),
            itemOf(item).or(() -> known.link().item()),
            marks);
    boolean same = marks.equals(before) && link.item().equals(known.link().item());
    if (same && next == user) {
      return Optional.empty();
    }
    return Optional.of(
        new Step(
            kind,
            next == user ? Optional.empty() : Optional.of(next),
            link,
            next.username(),
            differences));
  }

  private static boolean isRenamed(User user, Wish wish) {
    return !wish.name().isEmpty() && !wish.username().equals(user.username());
  }

  private static Optional<UUID> itemOf(SyncItem item) {
    return isKept(item) ? Optional.of(item.id()) : Optional.empty();
  }

  /** An item of version 0 is that of an import: it decides nothing for later. */
  private static boolean isKept(SyncItem item) {
    return item.version() > 0;
  }

  private static User first(User user) {
    return version(user, 1);
  }

  private static User enabled(User user) {
    return version(user.change().enabled(true).build(), user.version());
  }

  private static User named(User user, Wish wish, long version) {
    return new User(
        user.id(),
        version,
        wish.username(),
        wish.name(),
        user.enabled(),
        user.firstName(),
        user.lastName(),
        user.email(),
        user.group(),
        user.description(),
        user.phone(),
        user.backupPhone(),
        user.defaultMethod(),
        user.methodOrder(),
        user.languages(),
        user.groups(),
        user.block());
  }

  private static User version(User user, long version) {
    return renamed(user, user.username(), user.name(), version);
  }

  /** Returns a version of a user with another name. */
  public static User renamed(User user, String username, String name, long version) {
    return named(
        user,
        new Wish(username, name, Map.of(), Optional.empty(), Optional.empty(), List.of()),
        version);
  }
}
