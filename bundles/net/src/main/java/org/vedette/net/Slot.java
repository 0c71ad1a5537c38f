package org.vedette.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.ReplyTable;

/**
 * One request in the table: its own key in the hash map and its own link in the queue it expires
 * from, so that remembering a request costs one object.
 */
final class Slot implements Comparable<Slot> {
  final byte[] key;
  private final int hash;
  long expires;
  byte @Nullable [] reply;
  ReplyTable.@Nullable Left left;
  @Nullable Slot before;
  @Nullable Slot after;

  Slot(byte[] key) {
    this.key = key;
    this.hash = Arrays.hashCode(key);
  }

  boolean pending() {
    return reply == null;
  }

  /** Bytes kept beside the key. */
  long bytes() {
    byte[] answered = reply;
    ReplyTable.Left waiting = left;
    long sum = answered == null ? 0 : answered.length;
    return waiting == null ? sum : sum + waiting.packet().length + waiting.note().length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Slot that && hash == that.hash && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** An order, so that a flood of keys with equal hashes costs the logarithm, not the whole. */
  @Override
  public int compareTo(Slot that) {
    return Arrays.compare(key, that.key);
  }
}
