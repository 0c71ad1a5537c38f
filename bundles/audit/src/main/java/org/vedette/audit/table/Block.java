package org.vedette.audit.table;

import org.jspecify.annotations.Nullable;

/**
 * A full block of records in short: the span of their times, and a Bloom filter over their ids and
 * requests. The filter may say yes where the answer is no (once in 400 times), never the other way
 * round. Not thread-safe.
 */
final class Block {
  /** Records of a block: 2^12. */
  private static final int BITS = 12;

  private static final int FILTER_BYTES = 16 << 10;
  private static final int FILTER_MASK = FILTER_BYTES * Byte.SIZE - 1;
  private static final int PROBES = 4;

  private final long number;
  private final byte[] names;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private long next;

  /** A block with nothing in it. */
  Block(long number) {
    this.number = number;
    this.names = new byte[FILTER_BYTES];
    this.next = first(number);
  }

  /** Number of the block that holds a place. */
  static long of(long place) {
    return place >>> BITS;
  }

  /** First place of a block. */
  static long first(long block) {
    return block << BITS;
  }

  /** Last place of a block. */
  static long last(long block) {
    return first(block + 1) - 1;
  }

  long number() {
    return number;
  }

  byte[] names() {
    return names;
  }

  long earliest() {
    return earliest;
  }

  long latest() {
    return latest;
  }

  /** Adds a record. */
  void add(long place, byte[] body) {
    Facts facts = Facts.of(body);
    put(facts.id());
    put(facts.requestId());
    earliest = Math.min(earliest, facts.at().toEpochMilli());
    latest = Math.max(latest, facts.at().toEpochMilli());
    // A server has no record of number 0, which would be the first place of its first block.
    next = next == place || Place.number(place) == 1 ? place + 1 : Long.MIN_VALUE;
  }

  /** Whether all its places were added one after the other. */
  boolean full() {
    return next == last(number) + 1;
  }

  private void put(String name) {
    long hash = hash(name);
    for (int i = 0; i < PROBES; i++) {
      int bit = bit(hash, i);
      names[bit >>> 3] |= (byte) (1 << (bit & 7));
    }
  }

  /** Returns whether a block with these names may hold this one. */
  static boolean mayHold(byte @Nullable [] names, String name) {
    if (names == null || names.length != FILTER_BYTES) {
      return true;
    }
    long hash = hash(name);
    for (int i = 0; i < PROBES; i++) {
      int bit = bit(hash, i);
      if ((names[bit >>> 3] & 1 << (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int bit(long hash, int probe) {
    return (int) (hash >>> 17 * probe & FILTER_MASK);
  }

  /** FNV-1a over the characters, its bits mixed. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
    return hash ^ hash >>> 32;
  }
}
