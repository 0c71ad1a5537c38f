package org.vedette.api.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads durable records. Records found by id, key or owner come from a bounded cache; a miss reads
 * the database without a transaction. Callable from any thread.
 *
 * <p>A database that cannot be read throws {@link StoreUnavailableException}.
 */
@ProviderType
public interface Records {
  /**
   * What to search for.
   *
   * @param text lower-case text that must occur in {@link StoredRecord#searchText}; empty for all
   * @param also another text that must occur in it; empty for all
   * @param offset how many to skip, 0 or more
   * @param limit how many to return, 1 to 500
   */
  record Query(String text, String also, int offset, int limit) {
    /** Asks for one text. */
    public Query(String text, int offset, int limit) {
      this(text, "", offset, limit);
    }
  }

  /**
   * One page of a search, sorted by name.
   *
   * @param items the records
   * @param total how many there are in all
   */
  record Page<T>(List<T> items, long total) {}

  /** Finds a record by its identity. */
  <T extends StoredRecord> Optional<T> find(RecordType<T> type, UUID id);

  /** Finds a record by one of its {@link StoredRecord#uniqueKeys}. */
  <T extends StoredRecord> Optional<T> findByKey(RecordType<T> type, String key);

  /** Returns the records that {@code owner} owns, sorted by name; at most 500. */
  <T extends StoredRecord> List<T> ownedBy(RecordType<T> type, UUID owner);

  /** Searches; never cached. */
  <T extends StoredRecord> Page<T> search(RecordType<T> type, Query query);

  /**
   * Returns all records of a type that has few (applications, settings, tokens), from a cache; at
   * most 10,000.
   */
  <T extends StoredRecord> List<T> all(RecordType<T> type);

  /**
   * Reads the records of a type that has many, page by page, in the order of their ids; never
   * cached. What is added meanwhile may or may not be among them.
   *
   * @param after id of the last record of the page before; empty for the first page
   * @param limit how many to return, 1 to 500; fewer means that this was the last page
   */
  <T extends StoredRecord> List<T> page(RecordType<T> type, Optional<UUID> after, int limit);
}
