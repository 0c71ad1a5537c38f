package org.vedette.store.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * The tables as they will be once the change at hand is written: what it touches is kept here until
 * {@link #write}, so that a conflict leaves nothing behind.
 */
final class Workspace {
  private final EntityManager em;
  private final Map<RecordId, Optional<Row>> originals = new HashMap<>();
  private final Map<RecordId, Optional<Row>> rows = new LinkedHashMap<>();
  private final Map<RecordKeyId, Optional<String>> originalHolders = new HashMap<>();
  private final Map<RecordKeyId, Optional<String>> holders = new LinkedHashMap<>();
  private final Map<RecordId, Set<String>> touchedKeys = new HashMap<>();
  private final Set<RecordId> cascaded = new HashSet<>();

  Workspace(EntityManager em) {
    this.em = em;
  }

  Optional<Row> row(RecordId id) {
    Optional<Row> pending = rows.get(id);
    return pending != null ? pending : stored(id);
  }

  /** Returns the id of the record that has a unique text. */
  Optional<String> holder(RecordKeyId key) {
    Optional<String> pending = holders.get(key);
    return pending != null ? pending : storedHolder(key);
  }

  /** Returns the records that belong to {@code owner}, in the order of their keys. */
  List<Row> ownedBy(String owner) {
    List<Row> owned = new ArrayList<>();
    for (Row row : RecordQueries.ownedBy(em, owner)) {
      if (!rows.containsKey(row.id())) {
        owned.add(row);
      }
    }
    for (Optional<Row> pending : rows.values()) {
      pending.filter(row -> row.owner().equals(Optional.of(owner))).ifPresent(owned::add);
    }
    return owned;
  }

  void put(Row row, Set<String> keys) {
    dropKeys(row.id());
    for (String key : new TreeSet<>(keys)) {
      holders.put(new RecordKeyId(row.id().type(), key), Optional.of(row.id().id()));
    }
    touched(row.id()).addAll(keys);
    rows.put(row.id(), Optional.of(row));
    cascaded.remove(row.id());
  }

  void remove(RecordId id, boolean cascade) {
    dropKeys(id);
    rows.put(id, Optional.empty());
    if (cascade) {
      cascaded.add(id);
    }
  }

  /** Hands everything to JPA and says what it was. */
  List<Effect> write() {
    List<Effect> effects = new ArrayList<>();
    rows.forEach(
        (id, after) -> {
          write(id, after);
          Optional<Row> before = stored(id);
          if (before.isPresent() || after.isPresent()) {
            Set<String> keys = Set.copyOf(touched(id));
            effects.add(new Effect(id, before, after, keys, cascaded.contains(id)));
          }
        });
    holders.forEach(this::write);
    return effects;
  }

  private void write(RecordId id, Optional<Row> after) {
    @Nullable RecordEntity entity = stored(id).isPresent() ? em.find(RecordEntity.class, id) : null;
    if (entity == null) {
      after.ifPresent(row -> em.persist(new RecordEntity(row)));
    } else if (after.isPresent()) {
      entity.replaceBy(after.get());
    } else {
      em.remove(entity);
    }
  }

  private void write(RecordKeyId key, Optional<String> holder) {
    @Nullable RecordKeyEntity entity =
        storedHolder(key).isPresent() ? em.find(RecordKeyEntity.class, key) : null;
    if (entity == null) {
      holder.ifPresent(record -> em.persist(new RecordKeyEntity(key, record)));
    } else if (holder.isPresent()) {
      entity.give(holder.get());
    } else {
      em.remove(entity);
    }
  }

  private void dropKeys(RecordId id) {
    Set<String> had = new TreeSet<>();
    if (stored(id).isPresent()) {
      had.addAll(RecordQueries.keysOf(em, id));
    }
    holders.forEach(
        (key, holder) -> {
          if (key.type() == id.type() && holder.equals(Optional.of(id.id()))) {
            had.add(key.key());
          }
        });
    for (String key : had) {
      RecordKeyId keyId = new RecordKeyId(id.type(), key);
      if (holder(keyId).equals(Optional.of(id.id()))) {
        holders.put(keyId, Optional.empty());
      }
    }
    touched(id).addAll(had);
  }

  /** Reads a row as it was before the change, once. */
  private Optional<Row> stored(RecordId id) {
    return originals.computeIfAbsent(id, key -> RecordQueries.find(em, key));
  }

  /** Reads who had a unique text before the change, once. */
  private Optional<String> storedHolder(RecordKeyId id) {
    return originalHolders.computeIfAbsent(id, key -> RecordQueries.holder(em, key));
  }

  private Set<String> touched(RecordId id) {
    return touchedKeys.computeIfAbsent(id, key -> new LinkedHashSet<>());
  }
}
