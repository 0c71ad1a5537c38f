package org.vedette.method.oath.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.token.ImportReport;
import org.vedette.api.token.ImportResult;
import org.vedette.api.token.TokenDesk;
import org.vedette.method.oath.file.Parsed;
import org.vedette.method.oath.inventory.PlannedToken.Kind;

/**
 * One import: plans on the thread that calls, then stores batch after batch, each when the one
 * before is on disk.
 */
final class ImportRun {
  private final Stores stores;
  private final Actor actor;
  private final BooleanSupplier stopping;
  private final Parsed parsed;
  private final ImportPlanner planner;
  private final List<ImportReport.Line> lines = new ArrayList<>();
  private int added;
  private int replaced;
  private int waiting;
  private volatile TokenDesk.Progress progress;

  ImportRun(Stores stores, Parsed parsed, boolean replace, Actor actor, BooleanSupplier stopping) {
    this.stores = stores;
    this.parsed = parsed;
    this.actor = actor;
    this.stopping = stopping;
    this.planner = new ImportPlanner(stores, replace, parsed.seeds().size());
    this.progress = new TokenDesk.Progress(0, size());
  }

  /** How far it is. */
  TokenDesk.Progress progress() {
    return progress;
  }

  /** Looks at every entry and keeps nothing. */
  ImportResult look() {
    plan();
    planner.planned().forEach(this::count);
    return new ImportResult.Imported(report());
  }

  CompletionStage<ImportResult> store() {
    plan();
    return from(0)
        .thenCompose(
            stopped -> {
              ImportReport report = report();
              ImportResult result =
                  stopped.isPresent()
                      ? new ImportResult.Stopped(report, stopped.get())
                      : new ImportResult.Imported(report);
              return stores
                  .journal()
                  .append(Acts.imported(stores, report, actor))
                  .thenApply(forced -> result); // Each token has an act of its own already.
            });
  }

  /** Wipes the secrets. */
  void close() {
    parsed.seeds().forEach(it -> it.secret().close());
  }

  private int size() {
    return parsed.seeds().size() + parsed.problems().size();
  }

  private void plan() {
    parsed.problems().forEach(it -> lines.add(line(it)));
    parsed.seeds().forEach(planner::plan);
    progress = new TokenDesk.Progress(size() - planner.planned().size(), size());
  }

  private static ImportReport.Line line(org.vedette.method.oath.file.BadEntry bad) {
    return new ImportReport.Line(bad.line(), bad.serial(), bad.field(), bad.reason(), false);
  }

  /** Stores what follows; completes with why it stopped, or empty at the end. */
  private CompletionStage<Optional<Committed>> from(int start) {
    List<PlannedToken> all = planner.planned();
    if (start >= all.size()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (stopping.getAsBoolean()) {
      return CompletableFuture.completedFuture(
          Optional.of(new Committed.Unavailable("method.oath is being replaced")));
    }
    List<Change> changes = new ArrayList<>();
    int end = start;
    while (end < all.size() && changes.size() < Change.MAX_BATCH - 1) {
      // One or two: a token that takes another one's place makes two.
      changes.addAll(all.get(end).changes(stores.vault(), stores.clock().instant()));
      end++;
    }
    List<PlannedToken> batch = all.subList(start, end);
    return stores
        .changes()
        .append(new Change.Batch(changes), actor)
        .thenCompose(
            committed ->
                committed.match(
                    done -> next(start, batch, true),
                    conflict -> next(start, batch, false),
                    elsewhere -> CompletableFuture.completedFuture(Optional.of(elsewhere)),
                    unable -> CompletableFuture.completedFuture(Optional.of(unable))));
  }

  private CompletionStage<Optional<Committed>> next(
      int start, List<PlannedToken> batch, boolean stored) {
    for (PlannedToken each : batch) {
      if (stored) {
        count(each);
      } else {
        lines.add(
            new ImportReport.Line(
                each.seed().line(),
                each.seed().serial(),
                "serial",
                "was changed by somebody else meanwhile; give the file again",
                false));
      }
    }
    progress = new TokenDesk.Progress(progress.done() + batch.size(), progress.of());
    return from(start + batch.size());
  }

  private void count(PlannedToken each) {
    if (each.kind() == Kind.ADD) {
      added++;
    } else {
      replaced++;
    }
    waiting += each.user().isPresent() ? 1 : 0;
  }

  private ImportReport report() {
    List<ImportReport.Line> all = new ArrayList<>(lines);
    all.addAll(planner.lines());
    all.sort(Comparator.comparingInt(ImportReport.Line::line));
    return new ImportReport(
        parsed.format().text(), size(), added, replaced, planner.unchanged(), waiting, all);
  }
}
