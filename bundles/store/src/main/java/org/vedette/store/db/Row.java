package org.vedette.store.db;

import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.RecordTypes;
import org.vedette.api.store.StoredRecord;

/**
 * A stored record as the table has it.
 *
 * @param id key
 * @param version version of the record
 * @param name what it is sorted by
 * @param owner id of the record it is removed with
 * @param search lower-case text that a search looks through
 * @param body canonical bytes of the record; never changed
 */
public record Row(
    RecordId id, long version, String name, Optional<String> owner, String search, byte[] body) {

  /** Makes the row of a record. */
  public static <T extends StoredRecord> Row of(RecordType<T> type, StoredRecord record) {
    return new Row(
        RecordId.of(type, record.id()),
        record.version(),
        record.name(),
        record.owner().map(UUID::toString),
        record.searchText(),
        type.toBytes(type.cast(record)));
  }

  /**
   * Reads the record.
   *
   * @throws MalformedRecordException when the bytes are damaged or of a newer version
   */
  public StoredRecord read() {
    RecordType<? extends StoredRecord> type =
        RecordTypes.byCode(id.type())
            .orElseThrow(
                () -> new MalformedRecordException("type " + id.type() + " is not known here"));
    return type.fromBytes(body);
  }

  /** Returns whether records may belong to this one; one that bears its owner's id owns nothing. */
  boolean canOwn() {
    return !owner.equals(Optional.of(id.id()));
  }
}
