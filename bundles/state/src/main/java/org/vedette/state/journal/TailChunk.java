package org.vedette.state.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.state.table.Memory;

/**
 * Audit records that follow one another, outside of the heap. Used under the lock of the tail.
 *
 * <pre>boot(8) previous(4+n) hash(4+n) record(4+n)</pre>
 */
final class TailChunk {
  /** Bytes of a chunk, but for one that holds a single large record. */
  static final int SIZE = 256 << 10;

  private static final int LENGTHS = Long.BYTES + 3 * Integer.BYTES;

  private final ByteBuffer bytes;
  private int[] starts = new int[512];
  private String server = "";
  private long first;
  private int count;

  private TailChunk(int size) {
    bytes = Memory.outsideHeap(size);
  }

  /** A chunk for this record and those that follow; the old one when that serves. */
  static TailChunk startingWith(ChainedRecord record, @Nullable TailChunk old) {
    int room = room(record);
    TailChunk chunk =
        old != null && old.bytes.capacity() == SIZE && room <= SIZE
            ? old
            : new TailChunk(Math.max(SIZE, room));
    chunk.bytes.clear();
    chunk.server = record.server();
    chunk.first = record.number();
    chunk.count = 0;
    return chunk;
  }

  private static int room(ChainedRecord record) {
    return LENGTHS + record.previous().length + record.hash().length + record.record().length;
  }

  int count() {
    return count;
  }

  /** Number of the first record. */
  long first() {
    return first;
  }

  /** Number of the last record. */
  long last() {
    return first + count - 1;
  }

  /** Whether the record follows, and has room. */
  boolean takes(ChainedRecord record) {
    return record.number() == first + count
        && record.server().equals(server)
        && bytes.remaining() >= room(record);
  }

  void add(ChainedRecord record) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count++] = bytes.position();
    bytes.putLong(record.boot());
    put(record.previous());
    put(record.hash());
    put(record.record());
  }

  private void put(byte[] part) {
    bytes.putInt(part.length).put(part);
  }

  /** Returns a record from {@link #first} to {@link #last}. */
  ChainedRecord get(long number) {
    ByteBuffer in = bytes.duplicate().position(starts[(int) (number - first)]);
    return new ChainedRecord(server, in.getLong(), number, part(in), part(in), part(in));
  }

  private static byte[] part(ByteBuffer in) {
    byte[] part = new byte[in.getInt()];
    in.get(part);
    return part;
  }
}
