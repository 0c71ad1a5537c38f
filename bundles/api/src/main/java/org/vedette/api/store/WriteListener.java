package org.vedette.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of changes that were made on this server, once each, after they were applied and the caches
 * brought up to date; not of those that come from other servers or are read again at the start.
 * Register it as a service; it is called in apply order on the thread that writes, and must return
 * at once.
 */
@ConsumerType
public interface WriteListener {
  /**
   * What became of one record.
   *
   * @param before how it was; empty when it is new
   * @param after how it is; empty when it was removed
   */
  record Written(Optional<StoredRecord> before, Optional<StoredRecord> after) {}

  /** Records were written by one change. */
  void written(List<Written> records, Actor actor);
}
