package org.vedette.state.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.state.share.News;

/**
 * An entry on its way to the disk.
 *
 * @param entry the entry
 * @param merged what another server told, in place of the entry
 * @param body its bytes but for the audit records
 * @param audit bytes of its audit records
 * @param bytes at least as many as it will have
 * @param done told what became of it
 */
@SuppressWarnings("ArrayRecordComponent")
record Prepared(
    JournalEntry entry,
    List<News> merged,
    byte[] body,
    List<byte[]> audit,
    long bytes,
    CompletableFuture<Forced> done) {
  /** Room for the place in the chain of one audit record, and for lengths. */
  private static final int OVERHEAD = 128;

  private static final JournalEntry NOTHING =
      new JournalEntry(List.of(), new byte[0], List.of(), List.of(), List.of(), List.of());

  static Prepared of(JournalEntry entry) {
    byte[] body = EntryCodec.body(entry);
    List<byte[]> audit = new ArrayList<>(entry.audit().size());
    long bytes = OVERHEAD + body.length;
    for (AuditRecord record : entry.audit()) {
      byte[] encoded = record.toBytes();
      audit.add(encoded);
      bytes += encoded.length + OVERHEAD;
    }
    return new Prepared(entry, List.of(), body, audit, bytes, new CompletableFuture<>());
  }

  /** What another server told. */
  static Prepared of(List<News> news) {
    byte[] body = EntryCodec.body(news);
    return new Prepared(
        NOTHING,
        List.copyOf(news),
        body,
        List.of(),
        OVERHEAD + body.length,
        new CompletableFuture<>());
  }

  /** Its bytes, behind its audit records. */
  byte[] whole(List<ChainedRecord> linked) {
    return merged.isEmpty() ? EntryCodec.whole(linked, body) : EntryCodec.whole(body);
  }

  /** An entry that changes nothing. */
  static Prepared nothing() {
    return of(NOTHING);
  }

  /** Something that is no entry: wakes the writer. */
  static Prepared wake() {
    return new Prepared(NOTHING, List.of(), new byte[0], List.of(), 0, new CompletableFuture<>());
  }

  boolean isWake() {
    return body.length == 0;
  }
}
