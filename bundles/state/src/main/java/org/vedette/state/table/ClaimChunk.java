package org.vedette.state.table;

import java.io.IOException;

/**
 * Final claims one behind the other, each at a multiple of 8: its length, its hash, its bytes. What
 * was appended never changes, so that an image needs no copy. Appended to under the lock of the
 * table.
 */
final class ClaimChunk {
  /** Bytes of a chunk, but for one that holds a single large claim. */
  static final int SIZE = 64 << 10;

  static final int ALIGNED = 8;

  /** Length and hash. */
  private static final int HEAD = 2 * Integer.BYTES;

  private final byte[] bytes;
  private final long opened;
  private int used;
  private int count;
  private long over = Long.MIN_VALUE;

  ClaimChunk(int atLeast, long now) {
    bytes = new byte[Math.max(SIZE, atLeast)];
    opened = now;
  }

  /** Bytes that a claim takes. */
  static int room(ClaimName name, byte[] owner, byte[] outcome) {
    return (HEAD + ClaimBytes.length(name, owner, outcome) + ALIGNED - 1) & -ALIGNED;
  }

  boolean hasRoom(int room) {
    return bytes.length - used >= room;
  }

  /** When the last of its claims is over. */
  long over() {
    return over;
  }

  long opened() {
    return opened;
  }

  int used() {
    return used;
  }

  int count() {
    return count;
  }

  /**
   * Appends a claim.
   *
   * @param ends when all of it is over
   * @return where it is
   */
  int append(ClaimName name, byte[] owner, byte[] outcome, long at, long until, long ends) {
    int start = used;
    int room = room(name, owner, outcome);
    ClaimBytes.INT.set(bytes, start, room);
    ClaimBytes.INT.set(bytes, start + Integer.BYTES, name.hashCode());
    ClaimBytes.write(bytes, start + HEAD, name, owner, outcome, at, until);
    used = start + room;
    count++;
    over = Math.max(over, ends);
    return start;
  }

  /** Where the claim behind this one is. */
  int next(int start) {
    return start + (int) ClaimBytes.INT.get(bytes, start);
  }

  int hash(int start) {
    return (int) ClaimBytes.INT.get(bytes, start + Integer.BYTES);
  }

  boolean is(int start, ClaimName name) {
    return name.isAt(bytes, start + HEAD);
  }

  boolean by(int start, byte[] owner) {
    return ClaimBytes.by(bytes, start + HEAD, owner);
  }

  byte[] outcome(int start) {
    return ClaimBytes.outcome(bytes, start + HEAD);
  }

  long at(int start) {
    return ClaimBytes.at(bytes, start + HEAD);
  }

  long until(int start) {
    return ClaimBytes.until(bytes, start + HEAD);
  }

  /** Shows the claims in the first {@code end} bytes. */
  void each(int end, ClaimImage.Visitor visitor) throws IOException {
    for (int start = 0; start < end; start = next(start)) {
      visitor.claim(bytes, start + HEAD, ClaimBytes.length(bytes, start + HEAD));
    }
  }
}
