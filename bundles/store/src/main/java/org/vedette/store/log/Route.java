package org.vedette.store.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;

/**
 * Sends changes to the log that the durable mark names, never to whichever happens to be there.
 * Thread-safe.
 */
public final class Route implements ChangeLog {
  private static final String NOT_HERE =
      "this server belongs to a cluster, and the replication bundle is not running here: try again";

  private final ChangeLog own;
  private final LongSupplier mark;
  private volatile @Nullable SharedLog shared;
  private volatile long reign = -1;

  /**
   * Sends to the store's own log while the mark is 0.
   *
   * @param mark reads the durable mark
   */
  public Route(ChangeLog own, LongSupplier mark) {
    this.own = own;
    this.mark = mark;
  }

  /** The shared log is there from now on. */
  public void add(SharedLog log) {
    shared = log;
  }

  /** The shared log is gone. */
  public void remove(SharedLog log) {
    if (shared == log) {
      shared = null;
    }
  }

  /** The mark has changed. */
  public void reign(long now) {
    reign = now;
  }

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    try {
      if (reign < 0) {
        reign = mark.getAsLong();
      }
    } catch (StoreUnavailableException unreadable) {
      return unavailable("changes cannot be written: the database cannot be read");
    }
    if (reign == 0) {
      return own.append(change, actor);
    }
    SharedLog log = shared;
    return log == null ? unavailable(NOT_HERE) : log.append(change, actor);
  }

  private static CompletionStage<Committed> unavailable(String why) {
    return CompletableFuture.completedFuture(new Committed.Unavailable(why));
  }
}
