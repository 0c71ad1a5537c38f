package org.vedette.store.cache;

import java.util.UUID;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.RecordKeyId;

/** One question whose answer is kept. */
public sealed interface CacheKey {
  /** Which record has this id? */
  record ById(RecordId id) implements CacheKey {}

  /** The id of which record has this unique text? */
  record ByKey(RecordKeyId key) implements CacheKey {}

  /** Which records of this type belong to an owner? */
  record Owned(int type, UUID owner) implements CacheKey {}

  /** Which records of this type are there? */
  record All(int type) implements CacheKey {}
}
