package org.vedette.api.store;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A durable record: immutable, the same on every server.
 *
 * <p>A change is made by copying a record with {@code version() + 1} and appending it to the {@link
 * ChangeLog}; a new record has version 1.
 */
public interface StoredRecord {
  /** Identity, made by the writer. */
  UUID id();

  /** 1 for a new record, one more with each change. */
  long version();

  /** What records of the type are sorted by; already normalised. */
  String name();

  /**
   * Texts that no other record of the type may have, like {@code name:alice}. They are also keys
   * for {@link Records#findByKey}.
   */
  Set<String> uniqueKeys();

  /** The record this one belongs to and is removed with. */
  default Optional<UUID> owner() {
    return Optional.empty();
  }

  /** Lower-case text that a search looks through; empty when the type is not searched. */
  default String searchText() {
    return "";
  }
}
