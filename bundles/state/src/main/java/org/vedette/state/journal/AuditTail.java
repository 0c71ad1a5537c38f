package org.vedette.state.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.audit.ChainedRecord;

/** The newest audit records in memory, without gaps. Thread-safe. */
final class AuditTail {
  private final ChainedRecord[] ring;
  private long first = 1;
  private long last;

  /**
   * An empty tail.
   *
   * @param capacity how many records it keeps
   * @param last number of the last record that was ever written
   */
  AuditTail(int capacity, long last) {
    this.ring = new ChainedRecord[capacity];
    this.last = last;
    this.first = last + 1;
  }

  /** Adds records that are on disk; a record that does not follow begins the tail anew. */
  synchronized void add(List<ChainedRecord> records) {
    for (ChainedRecord record : records) {
      if (record.number() != last + 1) {
        first = record.number();
      }
      last = record.number();
      first = Math.max(first, last - ring.length + 1);
      ring[slot(last)] = record;
    }
  }

  synchronized long last() {
    return last;
  }

  /** Returns records after {@code after}; empty when the tail begins later. */
  synchronized Optional<List<ChainedRecord>> after(long after, int max) {
    if (after >= last) {
      return Optional.of(List.of());
    }
    if (after + 1 < first) {
      return Optional.empty();
    }
    List<ChainedRecord> found = new ArrayList<>();
    for (long number = after + 1; number <= last && found.size() < max; number++) {
      found.add(ring[slot(number)]);
    }
    return Optional.of(found);
  }

  private int slot(long number) {
    return (int) (number % ring.length);
  }
}
