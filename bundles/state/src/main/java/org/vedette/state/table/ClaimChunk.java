package org.vedette.state.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Final claims one behind the other, each at a multiple of 8: its length, its hash, its bytes. What
 * was appended stays until the chunk is opened anew, so that an image needs no copy. Appended to
 * under the lock of the table.
 */
final class ClaimChunk {
  /** Bytes of a chunk, but for one that holds a single large claim. */
  static final int SIZE = 64 << 10;

  static final int ALIGNED = 8;

  /** Length and hash. */
  private static final int HEAD = 2 * Integer.BYTES;

  private final ByteBuffer bytes;
  private long opened;
  private int used;
  private int count;
  private long over = Long.MIN_VALUE;

  /** A chunk with room for so many bytes at least. */
  ClaimChunk(int atLeast) {
    bytes = Memory.outsideHeap(Math.max(SIZE, atLeast));
  }

  /** Begins anew, empty. */
  void open(long now) {
    opened = now;
    used = 0;
    count = 0;
    over = Long.MIN_VALUE;
  }

  /** Whether it can serve again for others. */
  boolean isUsual() {
    return bytes.capacity() == SIZE;
  }

  /** Bytes that a claim takes. */
  static int room(ClaimName name, byte[] owner, byte[] outcome) {
    return (HEAD + ClaimBytes.length(name, owner, outcome) + ALIGNED - 1) & -ALIGNED;
  }

  boolean hasRoom(int room) {
    return bytes.capacity() - used >= room;
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
    bytes.putInt(start, room).putInt(start + Integer.BYTES, name.hashCode());
    ClaimBytes.write(bytes, start + HEAD, name, owner, outcome, at, until);
    used = start + room;
    count++;
    over = Math.max(over, ends);
    return start;
  }

  /** Where the claim behind this one is. */
  int next(int start) {
    return start + bytes.getInt(start);
  }

  int hash(int start) {
    return bytes.getInt(start + Integer.BYTES);
  }

  boolean is(int start, ClaimName name) {
    return name.isAt(bytes, start + HEAD);
  }

  boolean by(int start, byte[] owner) {
    return ClaimBytes.by(bytes, start + HEAD, owner);
  }

  byte[] owner(int start) {
    return ClaimBytes.owner(bytes, start + HEAD);
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

  /** Reads the claims in the first {@code end} bytes. */
  List<FinalClaim> read(int end) {
    List<FinalClaim> claims = new ArrayList<>();
    for (int start = 0; start < end; start = next(start)) {
      claims.add(ClaimBytes.read(bytes, start + HEAD));
    }
    return claims;
  }

  /** Shows the claims in the first {@code end} bytes. */
  void each(int end, ClaimImage.Visitor visitor) throws IOException {
    for (int start = 0; start < end; start = next(start)) {
      visitor.claim(bytes, start + HEAD, ClaimBytes.length(bytes, start + HEAD));
    }
  }
}
