package org.vedette.store.db;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.StoredRecord;

/**
 * Applies one change within the transaction of its entity manager. The result depends on the tables
 * and the bytes alone: no clock, no random value, no locale.
 */
public final class RecordApplier {
  private record Conflict(String type, String field) {}

  private static final String VERSION = "version";

  private final EntityManager em;
  private final Workspace space;

  /** Works on one transaction; make a new one for the next change. */
  public RecordApplier(EntityManager em) {
    this.em = em;
    this.space = new Workspace(em);
  }

  /** Applies a change and moves the place, or moves the place only, or does nothing. */
  public Outcome apply(long epoch, long index, byte[] bytes) {
    PositionEntity place = RecordQueries.place(em);
    if (!place.below(epoch, index)) {
      return Outcome.applied(List.of());
    }
    Outcome outcome = apply(bytes);
    switch (outcome.applied().verdict()) {
      case APPLIED, CONFLICT -> place.moveTo(epoch, index);
      case UNKNOWN_VERSION -> {}
    }
    return outcome;
  }

  private Outcome apply(byte[] bytes) {
    Optional<Change> change;
    try {
      change = Changes.fromBytes(bytes);
    } catch (MalformedRecordException | IllegalArgumentException damaged) {
      return Outcome.conflict("", "form");
    }
    if (change.isEmpty()) {
      return Outcome.unknownVersion();
    }
    return plan(change.get())
        .map(conflict -> Outcome.conflict(conflict.type(), conflict.field()))
        .orElseGet(() -> Outcome.applied(space.write()));
  }

  private Optional<Conflict> plan(Change change) {
    return change.match(this::planPut, this::planRemove, this::planBatch);
  }

  private Optional<Conflict> planBatch(Change.Batch batch) {
    for (Change part : batch.changes()) {
      Optional<Conflict> conflict = plan(part);
      if (conflict.isPresent()) {
        return conflict;
      }
    }
    return Optional.empty();
  }

  private Optional<Conflict> planPut(Change.Put put) {
    StoredRecord record = put.record();
    RecordId id = RecordId.of(put.type(), record.id());
    long version = space.row(id).map(Row::version).orElse(0L);
    if (record.version() < 1 || version != record.version() - 1) {
      return Optional.of(new Conflict(put.type().name(), VERSION));
    }
    TreeSet<String> keys = new TreeSet<>(record.uniqueKeys());
    for (String key : keys) {
      Optional<String> holder = space.holder(new RecordKeyId(id.type(), key));
      if (holder.isPresent() && !holder.get().equals(id.id())) {
        return Optional.of(new Conflict(put.type().name(), key));
      }
    }
    space.put(Row.of(put.type(), record), keys);
    return Optional.empty();
  }

  private Optional<Conflict> planRemove(Change.Remove remove) {
    RecordId id = RecordId.of(remove.type(), remove.id());
    Optional<Row> row = space.row(id);
    if (row.isEmpty() || row.get().version() != remove.version()) {
      return Optional.of(new Conflict(remove.type().name(), VERSION));
    }
    removeWithOwned(row.get(), false);
    return Optional.empty();
  }

  private void removeWithOwned(Row row, boolean cascade) {
    space.remove(row.id(), cascade);
    if (row.canOwn()) {
      space.ownedBy(row.id().id()).forEach(owned -> removeWithOwned(owned, true));
    }
  }
}
