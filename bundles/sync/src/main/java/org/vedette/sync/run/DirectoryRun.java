package org.vedette.sync.run;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.store.Encoder;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.user.UserDefaults;
import org.vedette.sync.plan.Judge;
import org.vedette.sync.plan.Loss;
import org.vedette.sync.plan.Scope;

/** One directory in one run. For one thread. */
final class DirectoryRun {
  /** Without anything else to write, the cursor is written this often. */
  private static final Duration KEEP = Duration.ofHours(1);

  private final Context context;
  private final String name;
  private final List<SyncItem> items;
  private final DirectoryState before;
  private final Context.Place place;
  private final String hash;
  private final Map<String, String> knownPlaces;
  private boolean full;
  private String cursor = "";
  private long written;
  private boolean broken;
  private Map<String, String> newPlaces = Map.of();
  private Optional<Visit> visit = Optional.empty();

  DirectoryRun(
      Context context,
      String name,
      List<SyncItem> items,
      DirectoryState before,
      RunSettings settings,
      boolean full,
      Map<String, String> knownPlaces)
      throws Halt {
    this.knownPlaces = knownPlaces;
    this.context = context;
    this.name = name;
    this.items = items;
    this.before = before;
    this.hash = hash(items, settings);
    this.full = full || !hash.equals(before.items());
    Optional<DirectorySource> source = context.ports().sources().apply(name);
    if (source.isEmpty()) {
      throw Halt.directory(
          Trouble.UNREACHABLE, name + ": no directory of this name can be read now");
    }
    this.place =
        new Context.Place(
            name,
            new Asking(name, source.get(), context.patience(), context.tally()),
            new Judge(name, settings.removeDeleted(), settings.defaults(), context.ports().ids()));
  }

  String name() {
    return name;
  }

  /** What is known of it was kept: places count as looked at. */
  void kept() {
    if (!broken) {
      knownPlaces.putAll(newPlaces);
    }
  }

  /** Looks at people and writes all that takes nothing away. */
  void look() throws Halt {
    long first = context.writer().written();
    Optional<ChangedLook> changed =
        full ? Optional.empty() : ChangedLook.since(before, place.asking());
    full = changed.isEmpty();
    if (full) {
      context.tally().isFull();
      context.tally().phase("reading " + name, before.people());
      cursor = now();
    } else {
      context.tally().phase("reading changes of " + name, 0);
      cursor = changed.get().cursor();
      changed.get().touch(OwnNumbers.of(context.people().records(), name, items));
      if (changed.get().isNothing()) {
        return;
      }
    }
    Scope scope = Scopes.read(place.asking(), items);
    Visit now = new Visit(context, place, scope);
    if (full) {
      FullLook.at(now, context, place);
    } else {
      changed.get().at(now, context, place, knownPlaces);
      newPlaces = changed.get().places();
    }
    context.tally().phase("adding from " + name, now.waiting());
    now.settle();
    visit = Optional.of(now);
    written = context.writer().written() - first;
  }

  /** Where changes are to be asked for from; taken before anything is read. */
  private String now() throws Halt {
    try {
      return place.asking().changes(Optional.empty()).cursor();
    } catch (Halt halt) {
      if (halt.isBeginAgain()) {
        return "";
      }
      throw halt;
    }
  }

  List<Loss> losses() {
    return visit.map(Visit::losses).orElse(List.of());
  }

  /** Returns whether there are no items for it any more. */
  boolean isEmpty() {
    return items.isEmpty();
  }

  /** What is known of it does not count; it is read from the same place again. */
  void failed() {
    broken = true;
  }

  /** Tries again what names were against, now that some may be free. */
  void retry() throws Halt {
    if (visit.isPresent()) {
      long first = context.writer().written();
      visit.get().retry();
      written += context.writer().written() - first;
    }
  }

  /** Returns what is to be remembered; empty when nothing of note has changed. */
  Optional<DirectoryState> state(Set<String> held, Instant now) {
    Set<String> open = new TreeSet<>(held);
    visit.ifPresent(it -> open.addAll(it.open()));
    boolean overflow = open.size() > DirectoryState.MOST;
    DirectoryState next =
        new DirectoryState(
            cursor,
            hash,
            full ? now : before.full(),
            now,
            full ? visit.map(Visit::people).orElse(0) : before.people(),
            overflow ? Set.of() : open,
            overflow);
    boolean same =
        !full
            && written == 0
            && next.open().equals(before.open())
            && now.isBefore(before.saved().plus(KEEP));
    return same || broken ? Optional.empty() : Optional.of(next);
  }

  /** A hash over all that decides about people beside the directory. */
  private static String hash(List<SyncItem> items, RunSettings settings) {
    Encoder all = new Encoder().bool(settings.removeDeleted());
    UserDefaults defaults = settings.defaults();
    all.optional(defaults.country(), Encoder::text).bool(defaults.premiumNumbers());
    for (SyncItem item : items) {
      all.bytes(SyncItem.TYPE.toBytes(unplaced(item)));
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.toBytes());
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SyncItem unplaced(SyncItem it) {
    return new SyncItem(
        it.id(),
        0,
        0,
        it.label(),
        it.name(),
        it.enabled(),
        it.directory(),
        it.container(),
        it.group(),
        it.nested(),
        it.rules(),
        it.profile());
  }
}
