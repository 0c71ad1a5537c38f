package org.vedette.sdk.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;
import org.vedette.sdk.http.Problem;

/** Makes changes, and turns what became of them into results or problems. */
public final class Writes {
  private static final String NO_MASTER =
      "no master reachable: sign-ins go on, changes do not; promote with bin/vedette server promote";

  private final Installed installed;
  private final Worker worker;

  /** Takes the services. */
  public Writes(Installed installed, Worker worker) {
    this.installed = installed;
    this.worker = worker;
  }

  /**
   * What is to be written, and what to answer once it is.
   *
   * @param change the change
   * @param result the answer
   */
  public record Plan<T>(Change change, T result) {}

  /** Puts one record; the stage completes with it. */
  public <T extends StoredRecord> CompletionStage<T> put(
      RecordType<T> type, T record, Actor actor) {
    return once(new Plan<>(Change.put(type, record), record), actor);
  }

  /** Makes a change. */
  public <T> CompletionStage<T> once(Plan<T> plan, Actor actor) {
    return append(plan, actor)
        .thenApply(
            committed -> {
              done(committed);
              return plan.result();
            });
  }

  /**
   * Makes a change that was planned from what is stored. If somebody else was faster it is planned
   * anew, once.
   */
  public <T> CompletionStage<T> update(Supplier<Plan<T>> planner, Actor actor) {
    Plan<T> first = planner.get();
    return append(first, actor)
        .thenCompose(
            committed ->
                committed instanceof Committed.Conflict conflict
                        && conflict.field().equals("version")
                    ? once(planner.get(), actor)
                    : finish(committed, first));
  }

  private static <T> CompletionStage<T> finish(Committed committed, Plan<T> plan) {
    done(committed);
    return CompletableFuture.completedFuture(plan.result());
  }

  private <T> CompletionStage<Committed> append(Plan<T> plan, Actor actor) {
    return worker.limited(installed.changeLog().append(plan.change(), actor));
  }

  /** Passes if the change was made. */
  public static void done(Committed committed) {
    committed.match(
        done -> done,
        conflict -> {
          throw conflict(conflict);
        },
        elsewhere -> {
          throw Problem.unavailable(notMaster(elsewhere));
        },
        unavailable -> {
          throw Problem.unavailable(unavailable.why());
        });
  }

  /** Says why a server that is not the master could not have a change made. */
  public static String notMaster(Committed.NotMaster elsewhere) {
    return elsewhere.where().isEmpty()
        ? NO_MASTER
        : "changes are taken by the master at " + elsewhere.where();
  }

  /** Passes if the entry is on disk. */
  public static void done(Forced forced) {
    forced.match(
        done -> done,
        unavailable -> {
          throw Problem.unavailable(unavailable.why());
        });
  }

  /** Returns what was enrolled, or fails with the reason. */
  public static EnrollResult.Enrolled enrolled(EnrollResult result) {
    return result.match(
        enrolled -> enrolled,
        rejected -> {
          throw rejected(rejected.field(), rejected.message());
        },
        notStored -> {
          done(notStored.why());
          throw Problem.unavailable("it was not stored");
        });
  }

  /** A method may begin its sentence with the name of the field. */
  private static Problem rejected(String field, String message) {
    return Problem.field(
        field, message.startsWith(field + " ") ? message.substring(field.length() + 1) : message);
  }

  private static Problem conflict(Committed.Conflict conflict) {
    String key = conflict.field();
    if (key.equals("version")) {
      return Problem.conflict(
          "version", "version: somebody else changed this " + conflict.type() + "; read it again");
    }
    String kind = key.contains(":") ? key.substring(0, key.indexOf(':')) : key;
    String value = key.contains(":") ? key.substring(key.indexOf(':') + 1) : key;
    String field =
        switch (kind) {
          case "name" -> conflict.type().equals("user") ? "username" : "name";
          case "selector" -> "selectors";
          default -> kind;
        };
    return Problem.conflict(
        field, "%s: '%s' is taken by another %s".formatted(field, value, conflict.type()));
  }
}
