package org.vedette.store.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.store.StoredRecord;
import org.vedette.store.db.Database;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.RecordKeyId;
import org.vedette.store.db.RecordQueries;
import org.vedette.store.db.Row;
import org.vedette.store.db.Touched;

/** Reads records from the cache, and on a miss from the database. */
public final class CachedRecords implements Records {
  private static final int MOST_OWNED = 500;
  private static final int MOST_OF_A_TYPE = 10_000;
  private static final int MOST_PER_PAGE = 500;

  private final Database database;
  private final RecordCache cache;

  /** Reads {@code database} through {@code cache}. */
  public CachedRecords(Database database, RecordCache cache) {
    this.database = database;
    this.cache = cache;
  }

  @Override
  public <T extends StoredRecord> Optional<T> find(RecordType<T> type, UUID id) {
    return find(type, RecordId.of(type, id));
  }

  @Override
  public <T extends StoredRecord> Optional<T> findByKey(RecordType<T> type, String key) {
    RecordKeyId keyId = new RecordKeyId(type.code(), key);
    Optional<?> holder =
        cache.get(
            new CacheKey.ByKey(keyId),
            Optional.class,
            () -> database.read(em -> RecordQueries.holder(em, keyId)));
    return holder
        .flatMap(id -> find(type, new RecordId(type.code(), (String) id)))
        .filter(record -> record.uniqueKeys().contains(key));
  }

  @Override
  public <T extends StoredRecord> List<T> ownedBy(RecordType<T> type, UUID owner) {
    return list(
        type,
        new CacheKey.Owned(type.code(), owner),
        () ->
            database.read(
                em -> RecordQueries.ownedBy(em, type.code(), owner.toString(), MOST_OWNED)));
  }

  @Override
  public <T extends StoredRecord> Page<T> search(RecordType<T> type, Query query) {
    if (query.offset() < 0 || query.limit() < 1 || query.limit() > MOST_PER_PAGE) {
      throw new IllegalArgumentException("offset 0 or more, limit 1 to 500, not " + query);
    }
    Page<Row> page = database.read(em -> RecordQueries.search(em, type.code(), query));
    return new Page<>(page.items().stream().map(row -> read(type, row)).toList(), page.total());
  }

  @Override
  public <T extends StoredRecord> List<T> all(RecordType<T> type) {
    return list(
        type,
        new CacheKey.All(type.code()),
        () -> database.read(em -> RecordQueries.all(em, type.code(), MOST_OF_A_TYPE)));
  }

  @Override
  public <T extends StoredRecord> List<T> page(
      RecordType<T> type, Optional<UUID> after, int limit) {
    if (limit < 1 || limit > MOST_PER_PAGE) {
      throw new IllegalArgumentException("limit 1 to 500, not " + limit);
    }
    String last = after.map(UUID::toString).orElse("");
    List<Row> rows = database.read(em -> RecordQueries.page(em, type.code(), last, limit));
    return rows.stream().map(row -> read(type, row)).toList();
  }

  /** Forgets every answer that these effects may have changed. */
  public void forget(List<Effect> effects) {
    forgetTouched(effects.stream().map(Touched::of).toList());
  }

  /** Forgets every answer about what was touched. */
  public void forgetTouched(List<Touched> touched) {
    Set<CacheKey> keys = new LinkedHashSet<>();
    for (Touched each : touched) {
      int type = each.id().type();
      keys.add(new CacheKey.ById(each.id()));
      keys.add(new CacheKey.All(type));
      each.keys().forEach(key -> keys.add(new CacheKey.ByKey(new RecordKeyId(type, key))));
      each.owners().forEach(owner -> keys.add(new CacheKey.Owned(type, owner)));
    }
    cache.invalidate(keys);
  }

  /** Returns all answers as bytes, for a successor that stands at the same place of the log. */
  public byte[] image(ChangeApplier.Position at) {
    return CacheImage.write(at, cache.answers());
  }

  /** Takes the answers of a predecessor if it stood at the same place; returns how many. */
  public int restore(ChangeApplier.Position at, byte[] image) {
    Map<CacheKey, Object> good = CacheImage.read(at, image);
    cache.keep(good);
    return good.size();
  }

  /** Forgets everything. */
  public void forgetAll() {
    cache.invalidateAll();
  }

  private <T extends StoredRecord> Optional<T> find(RecordType<T> type, RecordId id) {
    Optional<?> found =
        cache.get(
            new CacheKey.ById(id),
            Optional.class,
            () -> database.read(em -> RecordQueries.find(em, id)).map(row -> read(type, row)));
    return found.map(type.javaType()::cast);
  }

  private <T extends StoredRecord> List<T> list(
      RecordType<T> type, CacheKey key, java.util.function.Supplier<List<Row>> rows) {
    List<?> records =
        cache.get(key, List.class, () -> rows.get().stream().map(row -> read(type, row)).toList());
    return records.stream().<T>map(type.javaType()::cast).toList();
  }

  private static <T extends StoredRecord> T read(RecordType<T> type, Row row) {
    try {
      return type.fromBytes(row.body());
    } catch (MalformedRecordException newer) {
      throw new StoreUnavailableException(
          type + " " + row.id().id() + " cannot be read: " + newer.getMessage(), newer);
    }
  }
}
