package org.vedette.api.store;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A change of durable records, already decided by its writer: ids, times and random values are
 * inside, so that applying it gives the same result on every server.
 */
public sealed interface Change permits Change.Put, Change.Remove, Change.Batch {

  /** Most changes one batch may hold. */
  int MAX_BATCH = 200;

  /** Largest byte form, in bytes. */
  int MAX_BYTES = 1 << 20;

  /**
   * Adds a record (version 1), or replaces the one whose version is one less.
   *
   * @param type type of {@code record}
   * @param record the whole new record
   */
  record Put(RecordType<?> type, StoredRecord record) implements Change {}

  /**
   * Removes a record of exactly this version and everything it owns.
   *
   * @param type type of the record
   * @param id its identity
   * @param version the version that the writer saw
   */
  record Remove(RecordType<?> type, UUID id, long version) implements Change {}

  /**
   * Several changes, applied all or none.
   *
   * @param changes 1 to {@value #MAX_BATCH} puts and removes
   */
  record Batch(List<Change> changes) implements Change {
    /** Copies the list. */
    public Batch {
      changes = List.copyOf(changes);
      if (changes.isEmpty() || changes.size() > MAX_BATCH) {
        throw new IllegalArgumentException(
            "a batch holds 1 to " + MAX_BATCH + " changes, not " + changes.size());
      }
      if (changes.stream().anyMatch(Batch.class::isInstance)) {
        throw new IllegalArgumentException("a batch holds puts and removes, no other batch");
      }
    }
  }

  /** Puts one record. */
  static <T extends StoredRecord> Change put(RecordType<T> type, T record) {
    return new Put(type, record);
  }

  /** Removes one record. */
  static <T extends StoredRecord> Change remove(RecordType<T> type, T record) {
    return new Remove(type, record.id(), record.version());
  }

  /** Handles every kind of change. */
  default <R> R match(Function<Put, R> put, Function<Remove, R> remove, Function<Batch, R> batch) {
    if (this instanceof Put one) {
      return put.apply(one);
    }
    if (this instanceof Remove one) {
      return remove.apply(one);
    }
    return batch.apply((Batch) this);
  }
}
