package org.vedette.sync.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.store.Change;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRun;
import org.vedette.api.user.User;
import org.vedette.sync.plan.Decision;
import org.vedette.sync.plan.Kind;
import org.vedette.sync.plan.Known;
import org.vedette.sync.plan.Loss;
import org.vedette.sync.plan.Marks;
import org.vedette.sync.plan.Scope;
import org.vedette.sync.plan.Step;
import org.vedette.sync.plan.Wish;
import org.vedette.sync.plan.Wishes;

/**
 * Meets the entries of one directory and does what is decided about each. Who is new or takes
 * another name waits, and comes in the order of identities afterwards, so that the same people get
 * the same names whatever the order they were met in. For one thread.
 */
final class Visit {
  private final Context context;
  private final Context.Place place;
  private final Scope scope;
  private final Set<String> met = new HashSet<>();
  private final Later later = new Later(Later.ROOM);
  private final TreeSet<String> deferred = new TreeSet<>();
  private final Set<String> open = new TreeSet<>();
  private final List<Loss> losses = new ArrayList<>();
  private Optional<Set<String>> linked = Optional.empty();
  private boolean retrying;

  Visit(Context context, Context.Place place, Scope scope) {
    this.context = context;
    this.place = place;
    this.scope = scope;
  }

  /**
   * Says which entries had users before: there is no need to look for those of the others, because
   * nobody else links them while a run goes on.
   */
  void linked(Set<String> entries) {
    linked = Optional.of(entries);
  }

  private Optional<Known> known(String entry) {
    return linked.map(it -> it.contains(entry)).orElse(true)
        ? context.people().known(place.name(), entry)
        : Optional.empty();
  }

  Scope scope() {
    return scope;
  }

  boolean hasMet(String entry) {
    return met.contains(entry);
  }

  int people() {
    return met.size();
  }

  List<Loss> losses() {
    return List.copyOf(losses);
  }

  /** Entries to be looked at again the next time. */
  Set<String> open() {
    return open;
  }

  /** Returns how many wait for {@link #settle}. */
  int waiting() {
    return later.ids().size();
  }

  /**
   * Meets an entry that a search told of; the second time nothing happens. What would change
   * anything waits until the search is over, because it may tell of a second entry that has the
   * same identity.
   */
  void meet(DirectoryEntry entry) throws Halt {
    meet(entry, false);
  }

  private void meet(DirectoryEntry entry, boolean alone) throws Halt {
    if (entry.kind() != DirectoryEntry.Kind.USER) {
      return;
    }
    if (!met.add(entry.id())) {
      later.again(entry);
      return;
    }
    context.tally().step();
    context.tally().count("seen");
    Optional<SyncItem> item = scope.item(entry);
    Optional<Known> known = known(entry.id());
    if (known.isEmpty()) {
      if (item.filter(it -> it.enabled() && mayCome(entry, it)).isPresent()) {
        later.add(entry);
      } else if (item.isPresent()) {
        context.tally().count("skipped");
      }
      return;
    }
    Decision decision = decide(entry, item, known, wish(entry, item));
    boolean changes = decision.step().isPresent() || decision.loss().isPresent();
    if (decision.again()
        || (!alone && changes)
        || decision.step().filter(it -> it.takesName()).isPresent()) {
      later.add(entry);
    } else {
      act(decision, entry.id(), known, item);
    }
  }

  private static boolean mayCome(DirectoryEntry entry, SyncItem item) {
    return entry.enabled() || item.rules().onDisabled() == Fate.IGNORE;
  }

  /** Meets entries by identity; those that are gone are told as well. */
  void meetAll(Set<String> ids) throws Halt {
    for (List<String> batch : batches(ids)) {
      context.patience().check();
      Asking.Answer found = place.asking().byId(Set.copyOf(batch));
      met.addAll(found.unclear());
      open.addAll(found.unclear());
      for (String id : batch) {
        DirectoryEntry entry = found.entries().get(id);
        if (entry == null) {
          gone(id);
        } else {
          meet(entry, true);
        }
      }
    }
  }

  private void gone(String id) throws Halt {
    if (!met.add(id)) {
      return;
    }
    Optional<Known> known = known(id);
    if (known.isPresent() && place.asking().nameless() > 0) {
      keep(id, known.get());
    } else if (known.isPresent()) {
      Decision decision =
          place
              .judge()
              .known(known.get(), Optional.empty(), Optional.empty(), Optional.empty(), false);
      act(decision, id, known, Optional.empty());
    }
  }

  /** One of those that tell no identity may be the one that is missed. */
  private void keep(String id, Known known) {
    context.tally().count("kept");
    context
        .tally()
        .line(
            new SyncRun.Line(
                place.name(),
                id,
                known.user().username(),
                "keep",
                "not to be found, but %d entries tell no identity: stays until they do"
                    .formatted(place.asking().nameless())));
  }

  /** Does what has waited for its turn. */
  void settle() throws Halt {
    context.writer().flush();
    attempt(later.ids(), later::entry);
    later.clear();
    context.writer().flush();
  }

  /** Tries again what a name was against, as long as that gets anywhere. */
  void retry() throws Halt {
    retrying = true;
    int before = Integer.MAX_VALUE;
    while (!deferred.isEmpty() && deferred.size() < before) {
      before = deferred.size();
      TreeSet<String> now = new TreeSet<>(deferred);
      deferred.clear();
      attempt(now, id -> Optional.empty());
      context.writer().flush();
    }
    exchange();
    TreeSet<String> last = new TreeSet<>(deferred);
    deferred.clear();
    for (List<String> batch : batches(last)) {
      for (DirectoryEntry entry : place.asking().byId(Set.copyOf(batch)).entries().values()) {
        Optional<SyncItem> item = scope.item(entry);
        Optional<Known> known = known(entry.id());
        act(decide(entry, item, known, wish(entry, item)), entry.id(), known, item);
        open.add(entry.id());
      }
    }
    context.writer().flush();
    open.addAll(deferred);
  }

  /** Lets those have each other's names who want just that. */
  private void exchange() throws Halt {
    Map<String, Rings.Wanting> wanting = new TreeMap<>();
    for (List<String> batch : batches(new TreeSet<>(deferred))) {
      for (DirectoryEntry entry : place.asking().byId(Set.copyOf(batch)).entries().values()) {
        wanting(entry).ifPresent(it -> wanting.put(entry.id(), it));
      }
    }
    for (List<Rings.Wanting> ring : Rings.of(wanting.values())) {
      Map<Rings.Wanting, List<Change>> changes = Rings.changes(ring);
      List<Writer.Task> tasks = new ArrayList<>();
      for (Rings.Wanting each : Rings.order(ring)) {
        Step step = each.step();
        deferred.remove(step.link().entry());
        tasks.add(
            new Writer.Task(
                place.name(),
                step.link().entry(),
                step.kind(),
                "",
                Writer.line(place.name(), step),
                changes.getOrDefault(each, List.of()),
                Optional.empty(),
                deferred::add));
      }
      context.writer().together(tasks);
    }
  }

  /** Returns what somebody would become whose name another user has. */
  private Optional<Rings.Wanting> wanting(DirectoryEntry entry) {
    Optional<SyncItem> item = scope.item(entry);
    Optional<Known> known = context.people().known(place.name(), entry.id());
    Optional<Wish> wish = wish(entry, item);
    if (known.isEmpty() || wish.isEmpty()) {
      return Optional.empty();
    }
    Optional<User> holder = context.people().namesake(wish.get().name());
    return holder.flatMap(
        other ->
            place
                .judge()
                .known(known.get(), Optional.of(entry), item, wish, false)
                .step()
                .filter(step -> step.kind() == Kind.RENAME)
                .map(step -> new Rings.Wanting(known.get(), item, step, other.id())));
  }

  /**
   * Tries people in the order of their identities. A name that an earlier one waits for is not
   * given to a later one, should it become free in between.
   *
   * @param read what was read of somebody; empty: it is read now
   */
  private void attempt(Set<String> ids, Function<String, Optional<DirectoryEntry>> read)
      throws Halt {
    Set<String> awaited = new HashSet<>();
    for (List<String> batch : batches(ids)) {
      context.patience().check();
      Set<String> unread = new HashSet<>(batch);
      unread.removeIf(id -> read.apply(id).isPresent());
      Asking.Answer found = place.asking().byId(unread);
      open.addAll(found.unclear());
      for (String id : batch) {
        Optional<DirectoryEntry> entry =
            read.apply(id).or(() -> Optional.ofNullable(found.entries().get(id)));
        if (entry.isPresent()) {
          attempt(entry.get(), awaited);
        } else if (!found.unclear().contains(id)) {
          met.remove(id);
          gone(id);
        }
      }
    }
  }

  private void attempt(DirectoryEntry entry, Set<String> awaited) throws Halt {
    Optional<SyncItem> item = scope.item(entry);
    Optional<Known> known = known(entry.id());
    Optional<Wish> wish = wish(entry, item);
    Decision decision = decide(entry, item, known, wish);
    String name = wish.map(Wish::name).orElse("");
    boolean takes =
        decision.step().filter(it -> it.takesName() || it.kind() == Kind.ADOPT).isPresent();
    if (decision.again() || (takes && awaited.contains(name))) {
      awaited.add(name);
      deferred.add(entry.id());
      lose(decision);
    } else {
      act(decision, entry.id(), known, item);
    }
  }

  /** What is found after the losses were counted is found again by the next run. */
  private void lose(Decision decision) {
    if (!retrying) {
      decision.loss().ifPresent(losses::add);
    }
  }

  private Optional<Wish> wish(DirectoryEntry entry, Optional<SyncItem> item) {
    return item.map(it -> Wishes.of(entry, it.profile(), place.judge().defaults()));
  }

  private Decision decide(
      DirectoryEntry entry, Optional<SyncItem> item, Optional<Known> known, Optional<Wish> wish)
      throws Halt {
    Optional<User> namesake = Optional.empty();
    String own = known.map(it -> it.user().name()).orElse("");
    if (wish.isPresent() && !wish.get().name().isEmpty() && !wish.get().name().equals(own)) {
      context.writer().settle(wish.get().name());
      namesake = context.people().namesake(wish.get().name());
    }
    if (known.isPresent()) {
      boolean taken = namesake.filter(it -> !it.id().equals(known.get().user().id())).isPresent();
      return place.judge().known(known.get(), Optional.of(entry), item, wish, taken);
    }
    if (item.isEmpty() || wish.isEmpty()) {
      return new Decision(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());
    }
    return place
        .judge()
        .stranger(
            entry,
            item.get(),
            wish.get(),
            namesake,
            namesake.filter(it -> context.people().isLinked(it)).isPresent());
  }

  private void act(Decision decision, String entry, Optional<Known> known, Optional<SyncItem> item)
      throws Halt {
    String user = known.map(it -> it.user().username()).orElse("");
    for (String problem : decision.problems()) {
      context.tally().count("odd");
      context.tally().line(new SyncRun.Line(place.name(), entry, user, "odd", problem));
    }
    if (decision.skip().isPresent()) {
      context.tally().count("skipped");
      context
          .tally()
          .line(new SyncRun.Line(place.name(), entry, user, "skip", decision.skip().get()));
    }
    lose(decision);
    if (decision.step().isPresent()) {
      context.writer().step(place.name(), decision.step().get(), known, item, deferred::add);
    } else if (known.isPresent() && item.isPresent() && !Marks.todo(known.get().link()).isEmpty()) {
      context
          .writer()
          .finish(new Finisher.Person(known.get().user(), known.get().link(), item.get()));
    }
  }

  private static List<List<String>> batches(Set<String> ids) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(ids));
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += Context.BATCH) {
      batches.add(sorted.subList(i, Math.min(sorted.size(), i + Context.BATCH)));
    }
    return batches;
  }
}
