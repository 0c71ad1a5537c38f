package org.vedette.sync.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncRun;

/**
 * One run. First everything that takes nothing away, then what does, if it is little or approved,
 * then what names were against. How far it came is written last, so that a run that was killed is
 * simply made again: what was done is found done. For one thread; {@link Tally} and {@link
 * Patience} may be used by others meanwhile.
 */
public final class Run {
  private final Ports ports;
  private final RunSettings settings;
  private final SyncRun.Kind kind;
  private final Optional<ImportOrder> order;
  private final Actor actor;
  private final Tally tally;
  private final Patience patience;
  private final Map<String, Map<String, String>> knownPlaces;
  private final List<String> troubles = new ArrayList<>();
  private Optional<String> approved = Optional.empty();

  /**
   * Prepares a run.
   *
   * @param order what is imported; empty for other kinds
   * @param knownPlaces where containers were when they were looked at last, by directory and
   *     identity; only ever used by one run at a time
   */
  public Run(
      Ports ports,
      RunSettings settings,
      SyncRun.Kind kind,
      Optional<ImportOrder> order,
      Actor actor,
      Tally tally,
      Patience patience,
      Map<String, Map<String, String>> knownPlaces) {
    this.ports = ports;
    this.settings = settings;
    this.kind = kind;
    this.order = order;
    this.actor = actor;
    this.tally = tally;
    this.patience = patience;
    this.knownPlaces = knownPlaces;
  }

  /** Approves a list first, if it is the one that waits. */
  public Run approving(String list) {
    approved = Optional.of(list);
    return this;
  }

  private void approve(Shelf shelf, ChangeLog log) throws Halt {
    Approval it = shelf.approval();
    if (approved.equals(Optional.of(it.held())) && !it.held().isEmpty()) {
      Approval next = new Approval(it.held(), it.count(), it.since(), it.held());
      patience.written(shelf.keep(log, next, actor));
    }
  }

  /** Runs to its end, which may take hours. */
  public SyncRun go() {
    try {
      Records records =
          ports.records().get().orElseThrow(() -> Halt.store("the records cannot be read now"));
      ChangeLog log =
          ports.changes().get().orElseThrow(() -> Halt.store("nothing can be written now"));
      return order.isPresent() ? load(records, log, order.get()) : look(records, log);
    } catch (Halt halt) {
      return halt.why() == Halt.Why.STOPPED
          ? end(SyncRun.State.STOPPED, stopped(), "")
          : end(SyncRun.State.FAILED, halt.text(), "");
    } catch (StoreUnavailableException down) {
      return end(SyncRun.State.FAILED, "the records cannot be read: " + down.getMessage(), "");
    }
  }

  private String stopped() {
    SyncRun now = tally.now();
    return order.isPresent()
        ? "it was stopped after %d of %d people (%s); given again it finds done what was done"
            .formatted(now.done(), now.total(), now.phase())
        : "it was stopped; the next run goes on from there";
  }

  private SyncRun end(SyncRun.State state, String message, String held) {
    return tally.at(
        state,
        Optional.of(ports.clock().instant()),
        message,
        Optional.of(held).filter(it -> !it.isEmpty()));
  }

  private Context context(Records records, ChangeLog log, boolean dry) {
    Optional<ChangeLog> to = dry ? Optional.empty() : Optional.of(log);
    People people = new People(records);
    Finisher finisher = new Finisher(ports, records, to, patience, tally, actor);
    Writer writer = new Writer(to, patience, tally, people, finisher, actor);
    return new Context(ports, patience, tally, people, writer);
  }

  private SyncRun load(Records records, ChangeLog log, ImportOrder what) throws Halt {
    Context context = context(records, log, what.dry());
    new Import(context, settings).go(what);
    return end(SyncRun.State.DONE, "", "");
  }

  private SyncRun look(Records records, ChangeLog log) throws Halt {
    boolean dry = kind == SyncRun.Kind.PLAN;
    Context context = context(records, log, dry);
    Shelf shelf = new Shelf(records, ports.ids());
    approve(shelf, log);
    List<DirectoryRun> runs = new ArrayList<>();
    Losses losses = new Losses();
    for (Map.Entry<String, List<SyncItem>> each : items(records, shelf).entrySet()) {
      if (each.getValue().isEmpty() && ports.sources().apply(each.getKey()).isEmpty()) {
        continue;
      }
      try {
        DirectoryRun run = begin(context, shelf, each.getKey(), each.getValue());
        run.look();
        runs.add(run);
        losses.add(run.name(), run.losses());
      } catch (Halt halt) {
        if (halt.why() != Halt.Why.DIRECTORY) {
          throw halt;
        }
        context.writer().flush();
        troubles.add(halt.text());
      }
    }
    Optional<String> held = lose(context, shelf, log, losses, dry);
    for (DirectoryRun run : runs) {
      retry(context, run);
    }
    if (!dry) {
      for (DirectoryRun run : runs) {
        keep(shelf, log, run, losses, held.isPresent());
      }
    }
    return ended(losses, held);
  }

  private SyncRun ended(Losses losses, Optional<String> held) {
    if (!troubles.isEmpty()) {
      return end(SyncRun.State.FAILED, String.join("; ", troubles), held.orElse(""));
    }
    if (kind == SyncRun.Kind.PLAN && held.isPresent()) {
      return end(
          SyncRun.State.DONE,
          losses.count()
              + " users would be disabled or removed, more than "
              + settings.threshold()
              + ": they would wait for approval",
          "");
    }
    return held.map(
            it ->
                end(
                    SyncRun.State.AWAITING,
                    losses.count()
                        + " users would be disabled or removed, more than "
                        + settings.threshold()
                        + ": nobody was; approve list "
                        + it,
                    it))
        .orElseGet(() -> end(SyncRun.State.DONE, "", ""));
  }

  private DirectoryRun begin(Context context, Shelf shelf, String name, List<SyncItem> items)
      throws Halt {
    return new DirectoryRun(
        context,
        name,
        items,
        shelf.directory(name),
        settings,
        kind != SyncRun.Kind.INCREMENTAL,
        knownPlaces.computeIfAbsent(name, it -> new TreeMap<>()));
  }

  private static Map<String, List<SyncItem>> items(Records records, Shelf shelf) {
    Map<String, List<SyncItem>> items = new TreeMap<>();
    shelf.directories().forEach(it -> items.put(it, new ArrayList<>()));
    records.all(SyncItem.TYPE).stream()
        .sorted(Comparator.comparingLong(SyncItem::position).thenComparing(SyncItem::name))
        .forEach(it -> items.computeIfAbsent(it.directory(), key -> new ArrayList<>()).add(it));
    return items;
  }

  /** Disables and removes, unless they are too many and nobody has approved just these. */
  private Optional<String> lose(
      Context context, Shelf shelf, ChangeLog log, Losses losses, boolean dry) throws Halt {
    Approval before = shelf.approval();
    String list = losses.identity();
    boolean many = losses.count() > settings.threshold();
    if (many && (dry || !before.approved().equals(list))) {
      losses.hold(tally);
      if (!dry && !before.held().equals(list)) {
        Instant now = ports.clock().instant();
        patience.written(shelf.keep(log, new Approval(list, losses.count(), now, ""), actor));
        tell(losses, list);
      }
      return Optional.of(list);
    }
    losses.settle(context);
    if (!dry && !before.equals(Approval.NONE) && troubles.isEmpty()) {
      patience.written(shelf.keep(log, Approval.NONE, actor));
    }
    return Optional.empty();
  }

  private void tell(Losses losses, String list) {
    Map<String, String> fields =
        Map.of("count", Integer.toString(losses.count()), "list", list, "users", losses.text());
    ports
        .mails()
        .get()
        .ifPresent(it -> it.tellAdministrators(UserMails.Event.SYNC, settings.approvers(), fields));
  }

  private void retry(Context context, DirectoryRun run) throws Halt {
    try {
      run.retry();
    } catch (Halt halt) {
      if (halt.why() != Halt.Why.DIRECTORY) {
        throw halt;
      }
      context.writer().flush();
      run.failed();
      troubles.add(halt.text());
    }
  }

  private void keep(Shelf shelf, ChangeLog log, DirectoryRun run, Losses losses, boolean held)
      throws Halt {
    TreeSet<String> open =
        held ? losses.entries(run.name()) : new TreeSet<>(losses.missed(run.name()));
    Optional<DirectoryState> state = run.state(open, ports.clock().instant());
    if (run.isEmpty()) {
      if (open.isEmpty()) {
        shelf.forget(log, run.name(), actor);
      }
    } else if (state.isPresent()) {
      patience.written(shelf.keep(log, run.name(), state.get(), actor));
    }
    run.kept();
  }
}
