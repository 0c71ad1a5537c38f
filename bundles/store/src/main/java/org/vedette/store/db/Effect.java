package org.vedette.store.db;

import java.util.Optional;
import java.util.Set;

/**
 * What an applied change did to one record.
 *
 * @param id the record
 * @param before how it was; empty when it is new
 * @param after how it is; empty when it was removed
 * @param keys every unique text it had or has
 * @param cascade it was removed because its owner was
 */
public record Effect(
    RecordId id, Optional<Row> before, Optional<Row> after, Set<String> keys, boolean cascade) {}
