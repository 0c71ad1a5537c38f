package org.vedette.store.shared;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.user.User;
import org.vedette.store.cache.CachedRecords;
import org.vedette.store.cache.RecordCache;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Touched;
import org.vedette.store.log.ActLog;

/** What one server has of a shared database: cache, writer and follower. */
final class SharedServer implements AutoCloseable {
  private static final Actor ADMIN = new Actor("admin", "rest", "192.0.2.1");

  private final PostgresDatabase database;
  private final CachedRecords records;
  private final SharedKeeping keeping;
  private final Collection<Touched> heard = new ConcurrentLinkedQueue<>();
  private final AtomicInteger replaced = new AtomicInteger();
  private final Map<String, Health> health = new ConcurrentHashMap<>();

  SharedServer(PostgresTables tables, Path folder) {
    database = new PostgresDatabase(tables);
    records = new CachedRecords(database, new RecordCache(1000));
    keeping =
        new SharedKeeping(
            folder,
            database,
            tables.pool(),
            tables.url(),
            new RecordStore(database, new Deaf()),
            new Ears(),
            new NoActs(),
            health::put);
    keeping.prepare();
    keeping.start();
  }

  /** Nothing is applied by another way. */
  private static final class Deaf implements RecordStore.Observer {
    @Override
    public void applied(List<Effect> effects) {
      throw new AssertionError("applied beside the log");
    }

    @Override
    public void replaced() {
      throw new AssertionError("replaced beside the log");
    }
  }

  private final class Ears implements Told {
    @Override
    public void touched(List<Touched> touched) {
      records.forgetTouched(touched);
      heard.addAll(touched);
    }

    @Override
    public void replaced() {
      records.forgetAll();
      replaced.incrementAndGet();
    }
  }

  private static final class NoActs implements ActLog {
    @Override
    public boolean ready(Duration limit) {
      return true;
    }

    @Override
    public CompletionStage<Forced> record(Actor actor, List<Effect> effects) {
      return CompletableFuture.completedFuture(new Forced.Done());
    }
  }

  CompletionStage<Committed> append(Change change) {
    return keeping.log().append(change, ADMIN);
  }

  Committed write(Change change) {
    return append(change).toCompletableFuture().orTimeout(30, SECONDS).join();
  }

  CachedRecords records() {
    return records;
  }

  boolean knows(User user) {
    return records.find(User.TYPE, user.id()).equals(java.util.Optional.of(user));
  }

  SharedKeeping keeping() {
    return keeping;
  }

  PostgresDatabase database() {
    return database;
  }

  int replacements() {
    return replaced.get();
  }

  /** Ids of all records that were told of, in order. */
  List<String> heard() {
    return heard.stream().map(each -> each.id().id()).toList();
  }

  Health worst() {
    return health.values().stream()
        .max(java.util.Comparator.comparing(Health::status))
        .orElseGet(Health::ok);
  }

  Set<String> parts() {
    return health.keySet();
  }

  @Override
  public void close() {
    keeping.close();
  }
}
