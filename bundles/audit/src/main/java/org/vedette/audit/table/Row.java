package org.vedette.audit.table;

import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.Decoder;

/** A row as the database gives it. */
public final class Row {
  private final ChainedRecord chained;
  private final Columns columns;

  Row(ChainedRecord chained, Columns columns) {
    this.chained = chained;
    this.columns = columns;
  }

  /** The record and its place in the chain. */
  public ChainedRecord chained() {
    return chained;
  }

  /**
   * Returns the record itself.
   *
   * @throws org.vedette.api.store.MalformedRecordException when the body is damaged
   */
  public AuditRecord record() {
    return record(chained);
  }

  /**
   * Returns the record itself.
   *
   * @throws org.vedette.api.store.MalformedRecordException when the body is damaged
   */
  public static AuditRecord record(ChainedRecord chained) {
    Decoder in = new Decoder(chained.record());
    AuditRecord record = AuditRecord.read(in);
    in.end();
    return record;
  }

  Columns columns() {
    return columns;
  }

  /** Names the first column that does not say what the body says; empty when all do. */
  public String difference() {
    return columns.difference(Columns.of(record()));
  }
}
