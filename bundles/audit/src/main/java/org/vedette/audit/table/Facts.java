package org.vedette.audit.table;

import java.time.Instant;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What a record is looked up by, read from its first bytes without decoding the rest.
 *
 * @param id its id
 * @param at when
 * @param requestId id of the sign-in
 */
public record Facts(String id, Instant at, String requestId) {
  private static final Facts UNREADABLE = new Facts("", Instant.EPOCH, "");

  /** Reads them; empty ones when the record is damaged, so that it is never found by them. */
  public static Facts of(ChainedRecord chained) {
    return of(chained.record());
  }

  static Facts of(byte[] body) {
    try {
      Decoder in = new Decoder(body);
      in.i32();
      String id = in.text();
      Instant at = in.instant();
      in.bytes();
      return new Facts(id, at, in.text());
    } catch (MalformedRecordException damaged) {
      return UNREADABLE;
    }
  }
}
