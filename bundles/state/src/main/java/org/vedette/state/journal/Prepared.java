package org.vedette.state.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;

/**
 * An entry on its way to the disk.
 *
 * @param entry the entry
 * @param body its bytes but for the audit records
 * @param audit bytes of its audit records
 * @param done told what became of it
 */
@SuppressWarnings("ArrayRecordComponent")
record Prepared(
    JournalEntry entry, byte[] body, List<byte[]> audit, CompletableFuture<Forced> done) {
  /** Room for the place in the chain of one audit record, and for lengths. */
  private static final int OVERHEAD = 128;

  private static final JournalEntry NOTHING =
      new JournalEntry(List.of(), new byte[0], List.of(), List.of(), List.of(), List.of());

  static Prepared of(JournalEntry entry) {
    return new Prepared(
        entry,
        EntryCodec.body(entry),
        entry.audit().stream().map(AuditRecord::toBytes).toList(),
        new CompletableFuture<>());
  }

  /** An entry that changes nothing. */
  static Prepared nothing() {
    return of(NOTHING);
  }

  /** Something that is no entry: wakes the writer. */
  static Prepared wake() {
    return new Prepared(NOTHING, new byte[0], List.of(), new CompletableFuture<>());
  }

  boolean isWake() {
    return body.length == 0;
  }

  /** Returns at least as many bytes as it will have. */
  long bytes() {
    return OVERHEAD
        + body.length
        + audit.stream().mapToLong(record -> record.length + OVERHEAD).sum();
  }
}
