package org.vedette.store.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.SharedDatabase;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.store.db.Causes;
import org.vedette.store.db.Database;
import org.vedette.store.db.Image;
import org.vedette.store.db.RecordStore;
import org.vedette.store.log.ActLog;
import org.vedette.store.log.Keeping;
import org.vedette.store.log.Limits;
import org.vedette.store.log.LocalChangeLog;
import org.vedette.store.log.MoveOut;

/** Records in a PostgreSQL database that any number of servers write to, each by itself. */
public final class SharedKeeping implements Keeping, SharedDatabase {
  private static final String FILE = "shared";
  private static final String FOLLOWING = "following";
  private static final String WRITING = "database";
  private static final String ELSEWHERE =
      "the records lie in a database that servers share, and every server writes there by itself";

  private final Database database;
  private final DataSource source;
  private final Belonging belonging;
  private final Follower follower;
  private final LocalChangeLog log;
  private final BiConsumer<String, Health> health;

  /**
   * Keeps nothing before {@link #prepare}.
   *
   * @param folder what this server remembers of the database lies in
   * @param source gives connections outside of transactions
   * @param name of the database, for people
   * @param health takes what a part reports
   */
  public SharedKeeping(
      Path folder,
      Database database,
      DataSource source,
      String name,
      RecordStore store,
      Told told,
      ActLog acts,
      BiConsumer<String, Health> health) {
    this.database = database;
    this.health = health;
    this.source = source;
    this.belonging = new Belonging(folder.resolve(FILE), UUID::randomUUID);
    this.follower =
        new Follower(
            source,
            () -> PostgresNotices.open(source),
            told,
            Follower.Times.DEFAULT,
            name,
            state -> health.accept(FOLLOWING, state));
    SharedWriter writer =
        new SharedWriter(
            database,
            belonging,
            follower,
            new MoveIn(folder.resolve(MoveOut.WRITTEN), database, belonging),
            name,
            UUID::randomUUID,
            state -> health.accept(WRITING, state));
    this.log = new LocalChangeLog(writer, store, acts, Limits.DEFAULT);
  }

  @Override
  public ChangeLog log() {
    return log;
  }

  @Override
  public void prepare() {
    follower.first();
  }

  @Override
  public Optional<Position> passed() {
    return follower.passed();
  }

  @Override
  public void start() {
    follower.start();
    log.start();
  }

  /** No other log is ever used. */
  @Override
  public void shared(SharedLog shared, boolean here) {}

  @Override
  public Position position() {
    return row().position();
  }

  @Override
  public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
      throws IOException {
    throw new IOException(ELSEWHERE);
  }

  @Override
  public long reign() {
    return 0;
  }

  @Override
  public void reign(long epoch, boolean afresh) throws IOException {
    if (epoch != 0) {
      throw new IOException(ELSEWHERE);
    }
  }

  /** One consistent image, while changes go on. */
  @Override
  public void export(OutputStream to) throws IOException {
    database.write(
        em -> {
          try (Statement statement = SharedWriter.connection(em).createStatement()) {
            statement.execute("set transaction isolation level repeatable read");
          } catch (SQLException failure) {
            throw new IOException(failure.getMessage(), failure);
          }
          Image.write(em, to);
          return true;
        });
  }

  @Override
  public void install(InputStream from) throws IOException {
    throw new IOException(ELSEWHERE + ": restore the database by its own means");
  }

  @Override
  public Optional<SharedDatabase> sharedDatabase() {
    return Optional.of(this);
  }

  @Override
  public UUID id() {
    return row().database();
  }

  @Override
  public boolean mine() {
    SharedTables.Row at = row();
    try {
      return at.founder().isEmpty() || belonging.includes(at);
    } catch (IOException unreadable) {
      throw new StoreUnavailableException(Causes.root(unreadable), unreadable);
    }
  }

  @Override
  public void join() throws IOException {
    belonging.join(id());
    // Whoever could not open what is sealed looks again.
    follower.lost();
  }

  @Override
  public void leave() throws IOException {
    belonging.leave();
  }

  private SharedTables.Row row() {
    try (Connection connection = source.getConnection()) {
      return SharedTables.row(connection);
    } catch (SQLException unreadable) {
      throw new StoreUnavailableException(
          "the database cannot be read: " + Causes.root(unreadable), unreadable);
    }
  }

  @Override
  public void close() {
    log.close();
    follower.close();
    health.accept(FOLLOWING, Health.ok());
  }
}
