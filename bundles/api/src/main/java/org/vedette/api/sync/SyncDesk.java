package org.vedette.api.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.store.Actor;

/**
 * Takes people over from directories. One run goes on at a time, on threads of its own. No method
 * blocks; all may be called from any thread.
 */
@ProviderType
public interface SyncDesk {
  /** Whether something was begun. */
  sealed interface Begun permits Begun.Started, Begun.Refused {
    /**
     * It goes on.
     *
     * @param run identity of the run
     */
    record Started(String run) implements Begun {}

    /**
     * It was not begun.
     *
     * @param why one sentence with what to do
     */
    record Refused(String why) implements Begun {}

    /** Handles both. */
    default <R> R match(Function<Started, R> started, Function<Refused, R> refused) {
      if (this instanceof Started one) {
        return started.apply(one);
      }
      return refused.apply((Refused) this);
    }
  }

  /**
   * How synchronization stands.
   *
   * @param enabled whether it runs by itself
   * @param running the run that goes on
   * @param last the last run that ended, imports and plans not counted
   * @param next when the next one begins by itself
   * @param held identity of the list of removals and disablings that waits for approval
   * @param heldCount how many they are
   * @param paused why nothing runs although it is enabled; empty when all is well
   */
  record Status(
      boolean enabled,
      Optional<SyncRun> running,
      Optional<SyncRun> last,
      Optional<Instant> next,
      Optional<String> held,
      int heldCount,
      String paused) {}

  /** Returns how it stands. */
  Status status();

  /**
   * Begins a run.
   *
   * @param full whether everything is looked at; otherwise what has changed, where that can be told
   */
  Begun run(boolean full, Actor actor);

  /** Begins a run that writes nothing; its lines say what would be done. */
  Begun plan(Actor actor);

  /** Begins an import. */
  Begun load(ImportOrder order, Actor actor);

  /**
   * Approves removals and disablings and begins a run that makes them, if the list is still the
   * same when it is made.
   *
   * @param list identity of the list
   */
  Begun approve(String list, Actor actor);

  /** Asks the run that goes on to stop where nothing is half done; false when there is none. */
  boolean stop(Actor actor);

  /** Returns the runs that ended, the newest first, without their lines; at most 50. */
  List<SyncRun> history();

  /** Returns a run, its lines with it. */
  Optional<SyncRun> find(String run);
}
