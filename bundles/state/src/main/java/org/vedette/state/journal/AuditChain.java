package org.vedette.state.journal;

import java.util.ArrayList;
import java.util.List;
import org.vedette.api.audit.ChainedRecord;

/** Links audit records: each carries the hash of the one before. Used by the writing thread. */
final class AuditChain {
  /**
   * End of the chain.
   *
   * @param number number of the last record; 0 for none
   * @param hash its hash; zero bytes for none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Head(long number, byte[] hash) {
    static Head none() {
      return new Head(0, new byte[ChainedRecord.HASH_LENGTH]);
    }
  }

  private final String server;
  private final long boot;
  private Head head;

  AuditChain(String server, long boot, Head head) {
    this.server = server;
    this.boot = boot;
    this.head = head;
  }

  Head head() {
    return head;
  }

  /** Goes back to an earlier end: what was linked since was not written. */
  void reset(Head earlier) {
    head = earlier;
  }

  List<ChainedRecord> link(List<byte[]> records) {
    List<ChainedRecord> linked = new ArrayList<>(records.size());
    for (byte[] record : records) {
      long number = head.number() + 1;
      byte[] previous = head.hash();
      byte[] hash = ChainedRecord.hash(server, boot, number, previous, record);
      linked.add(new ChainedRecord(server, boot, number, previous, hash, record));
      head = new Head(number, hash);
    }
    return linked;
  }
}
