package org.vedette.testkit.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.store.StoredRecord;

/**
 * Durable records in memory, with the rules of the real store: versions, unique keys, cascades.
 * Every change goes through its byte form. Can be told to fail. Thread-safe.
 */
public final class MemoryRecords implements Records, ChangeLog {
  private record Slot(RecordType<?> type, UUID id) {}

  private final Map<Slot, StoredRecord> records = new HashMap<>();
  private final List<Actor> actors = new ArrayList<>();
  private long index;
  private boolean broken;

  /** Makes every read throw and every write Unavailable, or works again. */
  public synchronized void broken(boolean value) {
    broken = value;
  }

  /** Puts records without asking for versions, to set a stage. */
  @SafeVarargs
  public final synchronized <T extends StoredRecord> void given(RecordType<T> type, T... given) {
    for (T each : given) {
      records.put(new Slot(type, each.id()), type.fromBytes(type.toBytes(each)));
    }
  }

  /** Who made changes, in order. */
  public synchronized List<Actor> actors() {
    return List.copyOf(actors);
  }

  @Override
  public synchronized CompletionStage<Committed> append(Change change, Actor actor) {
    if (broken) {
      return CompletableFuture.completedFuture(new Committed.Unavailable("told to fail"));
    }
    Map<Slot, StoredRecord> before = new HashMap<>(records);
    Change read = Changes.fromBytes(Changes.toBytes(change)).orElseThrow();
    Optional<Committed> conflict = apply(read);
    index++;
    if (conflict.isPresent()) {
      records.clear();
      records.putAll(before);
      return CompletableFuture.completedFuture(conflict.get());
    }
    actors.add(actor);
    return CompletableFuture.completedFuture(new Committed.Done(0, index));
  }

  private Optional<Committed> apply(Change change) {
    return change.match(
        this::put,
        this::remove,
        batch -> {
          for (Change each : batch.changes()) {
            Optional<Committed> conflict = apply(each);
            if (conflict.isPresent()) {
              return conflict;
            }
          }
          return Optional.empty();
        });
  }

  private Optional<Committed> put(Change.Put put) {
    StoredRecord record = put.record();
    Slot slot = new Slot(put.type(), record.id());
    StoredRecord old = records.get(slot);
    if ((old == null ? 0 : old.version()) != record.version() - 1) {
      return Optional.of(new Committed.Conflict(put.type().name(), "version"));
    }
    Set<String> own = record.uniqueKeys();
    for (Map.Entry<Slot, StoredRecord> other : records.entrySet()) {
      if (other.getKey().type() == put.type() && !other.getKey().equals(slot)) {
        for (String key : other.getValue().uniqueKeys()) {
          if (own.contains(key)) {
            return Optional.of(new Committed.Conflict(put.type().name(), key));
          }
        }
      }
    }
    records.put(slot, record);
    return Optional.empty();
  }

  private Optional<Committed> remove(Change.Remove remove) {
    StoredRecord old = records.get(new Slot(remove.type(), remove.id()));
    if (old == null || old.version() != remove.version()) {
      return Optional.of(new Committed.Conflict(remove.type().name(), "version"));
    }
    records.remove(new Slot(remove.type(), remove.id()));
    // What belongs to a user under the user's own id (a PIN, a password) owns nothing itself.
    if (!old.owner().equals(Optional.of(remove.id()))) {
      records.values().removeIf(each -> each.owner().equals(Optional.of(remove.id())));
    }
    return Optional.empty();
  }

  @Override
  public synchronized <T extends StoredRecord> Optional<T> find(RecordType<T> type, UUID id) {
    check();
    return Optional.ofNullable(records.get(new Slot(type, id))).map(type::cast);
  }

  @Override
  public synchronized <T extends StoredRecord> Optional<T> findByKey(
      RecordType<T> type, String key) {
    check();
    return records.entrySet().stream()
        .filter(each -> each.getKey().type() == type)
        .filter(each -> each.getValue().uniqueKeys().contains(key))
        .map(each -> type.cast(each.getValue()))
        .findFirst();
  }

  @Override
  public synchronized <T extends StoredRecord> List<T> ownedBy(RecordType<T> type, UUID owner) {
    return all(type).stream().filter(each -> each.owner().equals(Optional.of(owner))).toList();
  }

  @Override
  public synchronized <T extends StoredRecord> Page<T> search(RecordType<T> type, Query query) {
    List<T> found =
        all(type).stream()
            .filter(each -> each.searchText().contains(query.text()))
            .filter(each -> each.searchText().contains(query.also()))
            .toList();
    return new Page<>(
        found.stream().skip(query.offset()).limit(query.limit()).toList(), found.size());
  }

  @Override
  public synchronized <T extends StoredRecord> List<T> all(RecordType<T> type) {
    check();
    return records.entrySet().stream()
        .filter(each -> each.getKey().type() == type)
        .map(each -> type.cast(each.getValue()))
        .sorted(Comparator.comparing(StoredRecord::name))
        .toList();
  }

  @Override
  public synchronized <T extends StoredRecord> List<T> page(
      RecordType<T> type, Optional<UUID> after, int limit) {
    String last = after.map(UUID::toString).orElse("");
    return all(type).stream()
        .sorted(Comparator.comparing(each -> each.id().toString()))
        .filter(each -> each.id().toString().compareTo(last) > 0)
        .limit(limit)
        .toList();
  }

  private void check() {
    if (broken) {
      throw new StoreUnavailableException("told to fail", new IllegalStateException());
    }
  }
}
