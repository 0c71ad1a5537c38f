package org.vedette.store.shared;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.api.store.Committed;
import org.vedette.store.db.Causes;
import org.vedette.store.db.Database;
import org.vedette.store.db.Outcome;
import org.vedette.store.db.RecordApplier;
import org.vedette.store.db.Touched;
import org.vedette.store.log.ChangeWriter;
import org.vedette.store.log.Waiting;
import org.vedette.store.log.WriteCondition;
import org.vedette.store.shared.SharedTables.Change;
import org.vedette.store.shared.SharedTables.Row;

/**
 * Writes changes to the database that several servers share: a group is one transaction, which
 * holds the row of the place, so that servers write one after the other. Each change is told in the
 * same transaction. Called by one thread at a time.
 */
final class SharedWriter implements ChangeWriter {
  /** Longest search for a transaction whose end was not heard of. */
  static final Duration UNSURE = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(SharedWriter.class);
  private static final long AGAIN_MILLIS = 200;
  private static final int TOLD = 100_000;
  private static final int FORGET_EVERY = 1000;
  private static final String NOT_OURS =
      "the database belongs to other servers, whose keys this server does not have: let it join"
          + " them (bin/vedette server join), or put its folder var back from a backup";

  private record Tried(Waiting waiting, UUID id) {}

  /** What a transaction is going to have done once it is committed. */
  private record Attempt(List<Written> written, long from, long last) {}

  /** The database is not this server's to write to. */
  private static final class NotOursException extends IOException {
    private static final long serialVersionUID = 1L;

    NotOursException() {
      super(NOT_OURS);
    }
  }

  private final Database database;
  private final Belonging belonging;
  private final Follower follower;
  private final MoveIn moveIn;
  private final Supplier<UUID> random;
  private final WriteCondition condition;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean ready;

  /**
   * Writes nothing yet.
   *
   * @param name of the database, for people
   */
  SharedWriter(
      Database database,
      Belonging belonging,
      Follower follower,
      MoveIn moveIn,
      String name,
      Supplier<UUID> random,
      Consumer<Health> health) {
    this.database = database;
    this.belonging = belonging;
    this.follower = follower;
    this.moveIn = moveIn;
    this.random = random;
    this.condition = new WriteCondition("changes cannot be written to " + name, health);
  }

  /** Takes an empty database for this server, and moves records in where some wait for that. */
  @Override
  public void recover() {
    try {
      moveIn.run();
      database.write(
          em -> {
            take(em);
            return true;
          });
      ready = true;
      condition.good();
    } catch (IOException | RuntimeException failure) {
      condition.failed(failure);
    }
  }

  @Override
  public void healIfNeeded() {
    if (!ready || condition.bad()) {
      recover();
    }
  }

  @Override
  public void beforeInstall() throws IOException {
    throw new IOException("the records lie in a database that servers share: restore that one");
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public void close() {
    ready = false;
  }

  @Override
  public List<Written> write(List<Waiting> group) {
    if (!ready) {
      recover();
    }
    List<Tried> tried = group.stream().map(each -> new Tried(each, random.get())).toList();
    return ready ? write(tried, tried.size() > 1) : ChangeWriter.refuse(group, condition.trouble());
  }

  /** Writes; a change that keeps the others of its group from being written is found by itself. */
  private List<Written> write(List<Tried> tried, boolean apart) {
    AtomicReference<@Nullable Attempt> attempted = new AtomicReference<>();
    try {
      return passed(
          database.write(
              em -> {
                Attempt attempt = attempt(em, tried);
                attempted.set(attempt);
                return attempt;
              }));
    } catch (IOException | RuntimeException failure) {
      return failed(tried, apart, failure, attempted.get());
    }
  }

  private Attempt attempt(EntityManager em, List<Tried> tried) throws IOException {
    Position at = take(em).position();
    long from = at.index();
    List<Written> written = new ArrayList<>(tried.size());
    try {
      for (Tried each : tried) {
        Position next = new Position(at.epoch(), at.index() + 1);
        Outcome outcome =
            new RecordApplier(em).apply(next.epoch(), next.index(), each.waiting().change());
        Applied applied = outcome.applied();
        if (applied.verdict() == Verdict.UNKNOWN_VERSION) {
          written.add(
              new Written(
                  each.waiting(),
                  new Committed.Unavailable("the change is not of a known form"),
                  List.of()));
          continue;
        }
        em.flush();
        em.clear();
        byte[] touched = TouchedBytes.write(outcome.effects().stream().map(Touched::of).toList());
        SharedTables.tell(connection(em), new Change(next.index(), each.id(), touched));
        at = next;
        written.add(new Written(each.waiting(), answer(applied, at), outcome.effects()));
      }
      if (from / FORGET_EVERY != at.index() / FORGET_EVERY) {
        SharedTables.forget(connection(em), at.index() - TOLD);
      }
      SharedTables.wake(connection(em));
    } catch (SQLException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
    return new Attempt(written, from, at.index());
  }

  private static Committed answer(Applied applied, Position at) {
    return applied.verdict() == Verdict.APPLIED
        ? new Committed.Done(at.epoch(), at.index())
        : new Committed.Conflict(applied.type(), applied.field());
  }

  /** Locks the row of the place, and makes sure that the database is this server's. */
  private Row take(EntityManager em) throws IOException {
    try {
      Connection connection = connection(em);
      Row at = SharedTables.lock(connection);
      if (at.founder().isEmpty()) {
        SharedTables.found(connection, belonging.claim());
      } else if (!belonging.includes(at)) {
        throw new NotOursException();
      }
      return at;
    } catch (SQLException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** The connection of the transaction, which it also begins. */
  static Connection connection(EntityManager em) {
    return em.unwrap(Connection.class);
  }

  /** Whoever made a change reads it afterwards, here at once. */
  private List<Written> passed(Attempt attempt) {
    try {
      follower.follow();
    } catch (SQLException unreadable) {
      LOG.debug("What was written cannot be read just now.", unreadable);
      follower.lost();
    }
    condition.good();
    return attempt.written();
  }

  /** The transaction has failed, or its end was not heard of. */
  private List<Written> failed(
      List<Tried> tried, boolean apart, Exception failure, @Nullable Attempt attempted) {
    if (attempted == null) {
      // The commit was never asked for.
      return none(tried, apart, failure);
    }
    Optional<Boolean> made = made(tried, attempted);
    if (made.isEmpty()) {
      return ChangeWriter.refuse(
          waiting(tried),
          condition.failed(failure) + "; it is not known whether the change was made");
    }
    return made.get() ? passed(attempted) : none(tried, apart, failure);
  }

  private List<Written> none(List<Tried> tried, boolean apart, Exception failure) {
    if (!apart && Trouble.unfit(failure)) {
      return ChangeWriter.refuse(
          waiting(tried), "the change cannot be kept in PostgreSQL: " + Causes.root(failure));
    }
    if (!apart || Trouble.away(failure)) {
      return ChangeWriter.refuse(waiting(tried), condition.failed(failure));
    }
    List<Written> all = new ArrayList<>(tried.size());
    tried.forEach(each -> all.addAll(write(List.of(each), false)));
    return all;
  }

  /**
   * Finds out whether a transaction was committed: whoever holds the row of the place knows that no
   * other transaction is on its way. Empty when the database stays away.
   */
  private Optional<Boolean> made(List<Tried> tried, Attempt attempted) {
    if (attempted.last() == attempted.from()) {
      return Optional.of(true);
    }
    Set<UUID> ids = tried.stream().map(Tried::id).collect(Collectors.toSet());
    long end = System.nanoTime() + UNSURE.toNanos();
    while (true) {
      try {
        return Optional.of(
            database.write(
                em -> {
                  try {
                    SharedTables.lock(connection(em));
                    return SharedTables.made(connection(em), attempted.from(), ids);
                  } catch (SQLException unreadable) {
                    throw new IOException(unreadable.getMessage(), unreadable);
                  }
                }));
      } catch (IOException | RuntimeException away) {
        LOG.debug("Whether a change was made cannot be found out yet.", away);
      }
      if (System.nanoTime() - end > 0 || stoppedWithin(AGAIN_MILLIS)) {
        return Optional.empty();
      }
    }
  }

  private boolean stoppedWithin(long millis) {
    try {
      return stopped.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static List<Waiting> waiting(List<Tried> tried) {
    return tried.stream().map(Tried::waiting).toList();
  }
}
