package org.vedette.state.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.ChainedRecord;

/** The newest audit records in memory, without gaps. Thread-safe. */
final class AuditTail {
  private final int capacity;
  private final Deque<TailChunk> chunks = new ArrayDeque<>();
  private @Nullable TailChunk spare;
  private int count;
  private long last;

  /**
   * An empty tail.
   *
   * @param capacity how many records it keeps; a few more while the oldest chunk holds newer ones
   * @param last number of the last record that was ever written
   */
  AuditTail(int capacity, long last) {
    this.capacity = capacity;
    this.last = last;
  }

  /** Adds records that are on disk; a record that does not follow begins the tail anew. */
  synchronized void add(List<ChainedRecord> records) {
    for (ChainedRecord record : records) {
      if (record.number() != last + 1) {
        while (!chunks.isEmpty()) {
          dropOldest();
        }
      }
      TailChunk newest = chunks.peekLast();
      if (newest == null || !newest.takes(record)) {
        newest = TailChunk.startingWith(record, spare);
        spare = null;
        chunks.addLast(newest);
      }
      newest.add(record);
      count++;
      last = record.number();
      while (count - chunks.getFirst().count() >= capacity) {
        dropOldest();
      }
    }
  }

  private void dropOldest() {
    spare = chunks.removeFirst();
    count -= spare.count();
  }

  synchronized long last() {
    return last;
  }

  /** Returns records after {@code after}; empty when the tail begins later. */
  synchronized Optional<List<ChainedRecord>> after(long after, int max) {
    if (after >= last) {
      return Optional.of(List.of());
    }
    if (chunks.isEmpty() || after + 1 < chunks.getFirst().first()) {
      return Optional.empty();
    }
    List<ChainedRecord> found = new ArrayList<>();
    for (TailChunk chunk : chunks) {
      for (long number = Math.max(after + 1, chunk.first());
          number <= chunk.last() && found.size() < max;
          number++) {
        found.add(chunk.get(number));
      }
    }
    return Optional.of(found);
  }
}
