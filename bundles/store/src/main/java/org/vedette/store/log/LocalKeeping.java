package org.vedette.store.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.SharedLog;
import org.vedette.store.act.ToldActs;
import org.vedette.store.db.Outcome;
import org.vedette.store.db.RecordStore;

/** Records in a database of this server's own, written by its own log or by that of a cluster. */
public final class LocalKeeping implements Keeping {
  private final RecordStore store;
  private final ToldActs told;
  private final LocalChangeLog log;
  private final Route route;

  /**
   * Keeps nothing before {@link #prepare}.
   *
   * @param folder where the log lies in, and what an operator orders
   */
  public LocalKeeping(Path folder, RecordStore store, ToldActs told, Consumer<Health> health) {
    this.store = store;
    this.told = told;
    ChangeWriter writer =
        new GroupWriter(
            new ChangeFile(
                folder.resolve("log").resolve("changes.log"), ChangeFile::openFile, store),
            store,
            Limits.DEFAULT,
            health);
    this.log =
        new LocalChangeLog(
            new MoveOut(
                writer, store, folder.resolve(MoveOut.WANTED), folder.resolve(MoveOut.WRITTEN)),
            store,
            told,
            Limits.DEFAULT);
    this.route = new Route(log, () -> store.place().reign());
  }

  @Override
  public ChangeLog log() {
    return route;
  }

  @Override
  public void prepare() {
    log.start();
  }

  @Override
  public Optional<Position> passed() {
    return Optional.of(store.position());
  }

  @Override
  public void start() {}

  @Override
  public void shared(SharedLog shared, boolean here) {
    if (here) {
      route.add(shared);
    } else {
      route.remove(shared);
    }
  }

  @Override
  public Position position() {
    return store.position();
  }

  @Override
  public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
      throws IOException {
    Outcome outcome = store.applyWithEffects(epoch, index, change);
    told.taken(taken, outcome.effects(), index);
    return outcome.applied();
  }

  @Override
  public long reign() {
    return store.place().reign();
  }

  @Override
  public void reign(long epoch, boolean afresh) throws IOException {
    store.reign(epoch, afresh);
    route.reign(epoch);
  }

  @Override
  public void export(OutputStream to) throws IOException {
    store.export(to);
  }

  @Override
  public void install(InputStream from) throws IOException {
    store.install(from);
  }

  @Override
  public void close() {
    log.close();
  }
}
