package org.vedette.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.aries.jpa.template.JpaTemplate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.Journal;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.RecordListener;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.WriteListener;
import org.vedette.api.user.User;
import org.vedette.store.act.ActRecords;
import org.vedette.store.act.JournalActs;
import org.vedette.store.act.ToldActs;
import org.vedette.store.cache.CachedRecords;
import org.vedette.store.cache.RecordCache;
import org.vedette.store.db.Database;
import org.vedette.store.db.JpaDatabase;
import org.vedette.store.db.Outcome;
import org.vedette.store.db.RecordStore;
import org.vedette.store.log.Limits;
import org.vedette.store.log.LocalChangeLog;
import org.vedette.store.log.Route;

/**
 * The durable records as services: puts the parts of this bundle together and hands calls on to
 * them. Lives as long as its database; before it serves, the log has been applied.
 */
@Component(
    service = {Records.class, ChangeLog.class, ChangeApplier.class},
    immediate = true)
public final class StoreComponent implements Records, ChangeLog, ChangeApplier {
  private static final Logger LOG = LoggerFactory.getLogger(StoreComponent.class);
  private static final int CACHED_RECORDS = 50_000;
  private static final String CACHE = "org.vedette.store/cache";
  private static final Duration CACHE_LIFE = Duration.ofMinutes(1);
  private static final String LOG_FILE = "var/db/store/log/changes.log";

  private final BundleContext context;
  private final StoreHealth health;
  private final Handover handover;
  private final Map<ServiceReference<RecordListener>, LazyListener> found =
      new ConcurrentHashMap<>();
  private final CachedRecords records;
  private final Listeners listeners;
  private final RecordStore store;
  private final JournalActs acts;
  private final ToldActs told;
  private final LocalChangeLog log;
  private final Route route;

  /** Opens the log of this server. */
  @Activate
  public StoreComponent(
      @Reference(target = "(osgi.unit.name=vedette-store)") JpaTemplate jpa,
      @Reference StoreHealth health,
      @Reference Handover handover,
      BundleContext context) {
    Database database = new JpaDatabase(jpa);
    Path logFile = Path.of(Objects.requireNonNull(context.getProperty("karaf.base")), LOG_FILE);
    this.context = context;
    this.handover = handover;
    this.health = health;
    this.records = new CachedRecords(database, new RecordCache(CACHED_RECORDS));
    this.listeners = new Listeners(records);
    this.store = new RecordStore(database, listeners);
    SecureRandom random = new SecureRandom();
    this.acts =
        new JournalActs(new ActRecords(InstantSource.system(), random::nextLong, this::user));
    this.told = new ToldActs(acts);
    this.log =
        new LocalChangeLog(
            logFile,
            store,
            told,
            Limits.DEFAULT,
            state -> health.report(StoreHealth.DATABASE, state));
    this.route = new Route(log, () -> store.place().reign());
    log.start();
    takeOver();
  }

  /** What the predecessor had read is as good as ours if nothing changed since. */
  private void takeOver() {
    Object left = handover.take(CACHE).orElse(null);
    if (left instanceof byte[] image) {
      try {
        int answers = records.restore(store.position(), image);
        LOG.info("Records that the predecessor had read were taken over. answers={}", answers);
      } catch (MalformedRecordException | StoreUnavailableException another) {
        LOG.debug("What the predecessor had read is not taken over.", another);
      }
    }
  }

  private void leaveCache() {
    try {
      handover.leave(CACHE, records.image(store.position()), CACHE_LIFE);
    } catch (IllegalArgumentException | StoreUnavailableException cannot) {
      LOG.debug("What was read is not handed over.", cannot);
    }
  }

  @Deactivate
  void close() {
    log.close();
    leaveCache();
    health.report(StoreHealth.DATABASE, Health.critical("The database of the records is closed."));
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "addJournal",
      unbind = "removeJournal")
  void addJournal(Journal journal) {
    acts.add(journal);
  }

  void removeJournal(Journal journal) {
    acts.remove(journal);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      bind = "addShared",
      unbind = "removeShared")
  void addShared(SharedLog shared) {
    route.add(shared);
  }

  void removeShared(SharedLog shared) {
    route.remove(shared);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      bind = "addWriteListener",
      unbind = "removeWriteListener")
  void addWriteListener(WriteListener listener) {
    told.add(listener);
  }

  void removeWriteListener(WriteListener listener) {
    told.remove(listener);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = RecordListener.class,
      bind = "addListener",
      unbind = "removeListener")
  void addListener(ServiceReference<RecordListener> reference) {
    LazyListener listener = new LazyListener(context, reference);
    found.put(reference, listener);
    listeners.add(listener);
  }

  void removeListener(ServiceReference<RecordListener> reference) {
    LazyListener listener = found.remove(reference);
    if (listener != null) {
      listeners.remove(listener);
      listener.close();
    }
  }

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    return route.append(change, actor);
  }

  @Override
  public <T extends StoredRecord> Optional<T> find(RecordType<T> type, UUID id) {
    return records.find(type, id);
  }

  @Override
  public <T extends StoredRecord> Optional<T> findByKey(RecordType<T> type, String key) {
    return records.findByKey(type, key);
  }

  @Override
  public <T extends StoredRecord> List<T> ownedBy(RecordType<T> type, UUID owner) {
    return records.ownedBy(type, owner);
  }

  @Override
  public <T extends StoredRecord> Page<T> search(RecordType<T> type, Query query) {
    return records.search(type, query);
  }

  @Override
  public <T extends StoredRecord> List<T> page(
      RecordType<T> type, Optional<UUID> after, int limit) {
    return records.page(type, after, limit);
  }

  @Override
  public <T extends StoredRecord> List<T> all(RecordType<T> type) {
    return records.all(type);
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

  private Optional<User> user(UUID id) {
    try {
      return records.find(User.TYPE, id);
    } catch (StoreUnavailableException unreadable) {
      return Optional.empty();
    }
  }
}
