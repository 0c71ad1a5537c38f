package org.vedette.replication.member;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.StoreUnavailableException;

/**
 * The records behind one opening of the log. A database that cannot write, because its disk is full
 * for instance, may close itself and be opened at an older place; what the log holds above that
 * place must be read again then, and nothing may be applied on top. Thread-safe.
 */
final class Kept implements ChangeApplier {
  /** What is said while that lasts. */
  static final String LOST =
      "the database has lost its newest changes, because it could not write: they are read from the"
          + " log again";

  private final ChangeApplier records;
  private volatile Position newest = new Position(0, 0);

  Kept(ChangeApplier records) {
    this.records = records;
  }

  /** Returns whether the records hold less than they held before; no while they cannot be read. */
  boolean lost() {
    // In this order: the place may grow in between, what is compared with may not.
    Position before = newest;
    try {
      return below(records.position(), before);
    } catch (StoreUnavailableException unreadable) {
      return false;
    }
  }

  private static boolean below(Position held, Position other) {
    return held.epoch() < other.epoch()
        || held.epoch() == other.epoch() && held.index() < other.index();
  }

  @Override
  public Position position() {
    return records.position();
  }

  @Override
  public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
      throws IOException {
    if (below(records.position(), newest)) {
      throw new IOException(LOST);
    }
    Applied applied = records.apply(epoch, index, change, taken);
    Position place = new Position(epoch, index);
    if (applied.verdict() != Verdict.UNKNOWN_VERSION && below(newest, place)) {
      newest = place;
    }
    return applied;
  }

  @Override
  public long reign() {
    return records.reign();
  }

  @Override
  public void reign(long epoch, boolean afresh) throws IOException {
    newest = new Position(0, 0);
    records.reign(epoch, afresh);
  }

  @Override
  public void export(OutputStream to) throws IOException {
    records.export(to);
  }

  @Override
  public void install(InputStream from) throws IOException {
    newest = new Position(0, 0);
    records.install(from);
  }
}
