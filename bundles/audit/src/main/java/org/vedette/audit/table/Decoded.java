package org.vedette.audit.table;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.MalformedRecordException;

/** Reads records out of their byte form. */
public final class Decoded {
  private static final Logger LOG = LoggerFactory.getLogger(Decoded.class);

  private Decoded() {}

  /**
   * Reads a record for an answer; a damaged one is left out.
   *
   * @param name what its server is called; empty while unknown
   */
  public static Optional<Numbered> of(ChainedRecord chained, String name) {
    try {
      return Optional.of(new Numbered(chained.server(), name, chained.number(), record(chained)));
    } catch (MalformedRecordException | IllegalArgumentException damaged) {
      LOG.debug("An audit record cannot be read. number={}", chained.number());
      return Optional.empty();
    }
  }

  /**
   * Reads a record.
   *
   * @throws MalformedRecordException when the body is damaged
   */
  public static AuditRecord record(ChainedRecord chained) {
    Decoder in = new Decoder(chained.record());
    AuditRecord record = AuditRecord.read(in);
    in.end();
    return record;
  }
}
