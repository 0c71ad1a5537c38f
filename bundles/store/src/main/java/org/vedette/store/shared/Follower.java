package org.vedette.store.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.store.db.Causes;
import org.vedette.store.db.Touched;
import org.vedette.store.shared.SharedTables.Change;
import org.vedette.store.shared.SharedTables.Head;

/**
 * Follows what all servers write, in order, and tells it on. One thread of its own looks whenever
 * the database tells of a change, and once a second in any case; whoever writes here looks too,
 * before it acknowledges.
 */
final class Follower implements AutoCloseable {
  /**
   * How long it waits and looks.
   *
   * @param look longest time between two looks
   * @param again pause after a failure
   * @param stale how long what is remembered counts although the database refuses to tell what has
   *     changed
   */
  record Times(Duration look, Duration again, Duration stale) {
    static final Times DEFAULT =
        new Times(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int PAGE = 1000;
  private static final long END_SECONDS = 3;

  private final DataSource source;
  private final Notices.Source notices;
  private final Told told;
  private final Times times;
  private final String name;
  private final Consumer<Health> health;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Position passed;
  private Optional<UUID> last = Optional.empty();
  private long goodNanos = System.nanoTime();
  private boolean troubled;

  /**
   * Follows nothing yet.
   *
   * @param name of the database, for people
   */
  Follower(
      DataSource source,
      Notices.Source notices,
      Told told,
      Times times,
      String name,
      Consumer<Health> health) {
    this.source = source;
    this.notices = notices;
    this.told = told;
    this.times = times;
    this.name = name;
    this.health = health;
    this.thread = new Thread(this::run, "vedette-store-follower");
    thread.setDaemon(true);
  }

  /** Looks for the first time: what was remembered before may be put back after that. */
  void first() {
    try {
      follow();
    } catch (SQLException later) {
      LOG.debug("The shared database cannot be read yet.", later);
    }
  }

  /** Begins to look by itself. */
  void start() {
    thread.start();
  }

  /** The last change that was told on; empty before the first look. */
  Optional<Position> passed() {
    return Optional.ofNullable(passed);
  }

  /**
   * Tells on everything that was committed before the call.
   *
   * @throws SQLException when it cannot be read; it is told later
   */
  void follow() throws SQLException {
    lock.lock();
    try (Connection connection = source.getConnection()) {
      Position at = passed;
      if (at == null) {
        begin(connection);
      } else {
        goOn(connection, at);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing that is remembered counts: everybody reads anew. */
  void lost() {
    lock.lock();
    try {
      told.replaced();
    } finally {
      lock.unlock();
    }
  }

  private void begin(Connection connection) throws SQLException {
    Head head = SharedTables.head(connection);
    last = head.change();
    // A change between the two questions is told on later, which does no harm.
    passed = new Position(SharedTables.row(connection).position().epoch(), head.index());
  }

  private void goOn(Connection connection, Position from) throws SQLException {
    Position at = from;
    while (true) {
      Head head = SharedTables.head(connection);
      if (head.index() == at.index()) {
        if (!head.change().equals(last)) {
          restart(head, "the last change is another");
        }
        return;
      }
      List<Change> changes = SharedTables.told(connection, at.index(), PAGE);
      if (head.index() < at.index() || changes.isEmpty()) {
        restart(head, "it ends at %d, after %d".formatted(head.index(), at.index()));
        return;
      }
      for (Change change : changes) {
        if (change.index() != at.index() + 1) {
          restart(head, "changes after %d are not told any more".formatted(at.index()));
          return;
        }
        at = new Position(at.epoch(), change.index());
        tell(change);
        last = Optional.of(change.change());
        passed = at;
      }
    }
  }

  private void tell(Change change) {
    Optional<List<Touched>> touched = TouchedBytes.read(change.touched());
    if (touched.isPresent()) {
      told.touched(touched.get());
    } else {
      told.replaced();
    }
  }

  /** After a gap, or a backup that was restored: everything is read anew. */
  private void restart(Head head, String why) {
    LOG.warn("What is remembered of the shared database is read anew. reason=\"{}\"", why);
    last = head.change();
    Position at = passed;
    passed = new Position(at == null ? 0 : at.epoch(), head.index());
    told.replaced();
  }

  private void run() {
    @Nullable Notices open = null;
    while (closed.getCount() > 0) {
      try {
        look();
      } catch (SQLException | RuntimeException failure) {
        failed(failure);
        open = closed(open);
        pause();
        continue;
      }
      try {
        if (open == null) {
          // What was told before it listens is looked for at once.
          open = notices.open();
        } else {
          open.await(times.look());
        }
      } catch (SQLException | RuntimeException failure) {
        LOG.debug("Notices of the shared database are not heard just now.", failure);
        open = closed(open);
        pause();
      }
    }
    closed(open);
  }

  private static @Nullable Notices closed(@Nullable Notices open) {
    if (open != null) {
      open.close();
    }
    return null;
  }

  private void look() throws SQLException {
    follow();
    goodNanos = System.nanoTime();
    if (troubled) {
      LOG.info("The shared database can be read again. database={}", name);
    }
    troubled = false;
    health.accept(Health.ok());
  }

  /**
   * While the database is away, what is remembered goes on serving, as at any server that is cut
   * off: whoever is known signs in. While it answers other questions, only what it says counts.
   */
  private void failed(Exception failure) {
    if (closed.getCount() == 0) {
      return;
    }
    if (!troubled) {
      LOG.warn(
          "The shared database cannot be read. database={} reason=\"{}\"",
          name,
          Causes.root(failure));
    }
    troubled = true;
    health.accept(
        Health.critical(
            "the database "
                + name
                + " cannot be read: "
                + Causes.root(failure)
                + "; those whose records are remembered here sign in, changes are not taken"));
    boolean late = System.nanoTime() - goodNanos > times.stale().toNanos();
    if (late && !Trouble.away(failure)) {
      lost();
    }
  }

  private void pause() {
    try {
      if (closed.await(times.again().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The shared database is followed no more.");
      }
    } catch (InterruptedException interrupted) {
      closed.countDown();
    }
  }

  /** Ends the thread and gives its connection back; waits up to 3 s. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
