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
import javax.sql.DataSource;
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
import org.vedette.api.store.SharedDatabase;
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
import org.vedette.store.db.RecordStore;
import org.vedette.store.log.Keeping;
import org.vedette.store.log.LocalKeeping;
import org.vedette.store.shared.SharedKeeping;

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
  private static final String FOLDER = "var/db/store";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final BundleContext context;
  private final StoreHealth health;
  private final Handover handover;
  private final Map<ServiceReference<RecordListener>, LazyListener> found =
      new ConcurrentHashMap<>();
  private final CachedRecords records;
  private final Listeners listeners;
  private final JournalActs acts;
  private final ToldActs told;
  private final Keeping keeping;

  /** Opens the log of this server. */
  @Activate
  public StoreComponent(
      @Reference(target = "(osgi.unit.name=vedette-store)") JpaTemplate jpa,
      @Reference(target = "(osgi.jndi.service.name=vedette.store)")
          Map.Entry<Map<String, Object>, DataSource> source,
      @Reference StoreHealth health,
      @Reference Handover handover,
      BundleContext context) {
    Database database = new JpaDatabase(jpa, source.getValue());
    Path folder = Path.of(Objects.requireNonNull(context.getProperty("karaf.base")), FOLDER);
    this.context = context;
    this.handover = handover;
    this.health = health;
    this.records = new CachedRecords(database, new RecordCache(CACHED_RECORDS));
    this.listeners = new Listeners(records);
    RecordStore store = new RecordStore(database, listeners);
    SecureRandom random = new SecureRandom();
    this.acts =
        new JournalActs(new ActRecords(InstantSource.system(), random::nextLong, this::user));
    this.told = new ToldActs(acts);
    String url = String.valueOf(source.getKey().get("url"));
    this.keeping =
        url.startsWith(POSTGRESQL)
            ? new SharedKeeping(
                folder,
                database,
                source.getValue(),
                url.replaceFirst("[?].*", ""),
                store,
                listeners,
                told,
                health::report)
            : new LocalKeeping(
                folder, store, told, state -> health.report(StoreHealth.DATABASE, state));
    keeping.prepare();
    takeOver();
    keeping.start();
  }

  /** What the predecessor had read is as good as ours if nothing changed since. */
  private void takeOver() {
    Object left = handover.take(CACHE).orElse(null);
    if (left instanceof byte[] image) {
      try {
        Optional<Position> passed = keeping.passed();
        if (passed.isPresent()) {
          int answers = records.restore(passed.get(), image);
          LOG.info("Records that the predecessor had read were taken over. answers={}", answers);
        }
      } catch (MalformedRecordException | StoreUnavailableException another) {
        LOG.debug("What the predecessor had read is not taken over.", another);
      }
    }
  }

  private void leaveCache() {
    try {
      Optional<Position> passed = keeping.passed();
      if (passed.isPresent()) {
        handover.leave(CACHE, records.image(passed.get()), CACHE_LIFE);
      }
    } catch (IllegalArgumentException | StoreUnavailableException cannot) {
      LOG.debug("What was read is not handed over.", cannot);
    }
  }

  @Deactivate
  void close() {
    keeping.close();
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
    keeping.shared(shared, true);
  }

  void removeShared(SharedLog shared) {
    keeping.shared(shared, false);
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
    return keeping.log().append(change, actor);
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
    return keeping.position();
  }

  @Override
  public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
      throws IOException {
    return keeping.apply(epoch, index, change, taken);
  }

  @Override
  public long reign() {
    return keeping.reign();
  }

  @Override
  public void reign(long epoch, boolean afresh) throws IOException {
    keeping.reign(epoch, afresh);
  }

  @Override
  public void export(OutputStream to) throws IOException {
    keeping.export(to);
  }

  @Override
  public void install(InputStream from) throws IOException {
    keeping.install(from);
  }

  @Override
  public Optional<SharedDatabase> sharedDatabase() {
    return keeping.sharedDatabase();
  }

  private Optional<User> user(UUID id) {
    try {
      return records.find(User.TYPE, id);
    } catch (StoreUnavailableException unreadable) {
      return Optional.empty();
    }
  }
}
