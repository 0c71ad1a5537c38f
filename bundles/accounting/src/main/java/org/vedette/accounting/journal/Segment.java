package org.vedette.accounting.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the journal. Written by one thread, read by any.
 *
 * <p>Header: magic(4) schema(4) first(8) salt(8) crc32c(4). The salt is random and part of every
 * checksum, so that nothing a client sends can pass for a frame.
 */
final class Segment {
  /** Bytes before the first frame. */
  static final int HEADER = 28;

  private static final int MAGIC = 0x56414A31;
  private static final int SCHEMA = 1;
  private static final String PREFIX = "reports-";
  private static final String SUFFIX = ".log";

  private final long first;
  private final long salt;

  /** Bytes that hold whole frames; the last number in them. Together, for readers. */
  private volatile Extent extent;

  /** How far a segment is good. */
  record Extent(long bytes, long last) {}

  Segment(long first, long salt, Extent extent) {
    this.first = first;
    this.salt = salt;
    this.extent = extent;
  }

  /** A segment without a frame. */
  static Segment empty(long first, long salt) {
    return new Segment(first, salt, new Extent(HEADER, first - 1));
  }

  long first() {
    return first;
  }

  long salt() {
    return salt;
  }

  Extent extent() {
    return extent;
  }

  void grown(Extent now) {
    extent = now;
  }

  String name() {
    return name(first);
  }

  static String name(long first) {
    return PREFIX + "%019d".formatted(first) + SUFFIX;
  }

  /** Reads the number in a file's name; null when it is no segment. */
  static @Nullable Long number(String name) {
    if (!name.matches(PREFIX + "[0-9]{19}\\" + SUFFIX)) {
      return null;
    }
    return Long.parseLong(name.substring(PREFIX.length(), PREFIX.length() + 19));
  }

  ByteBuffer header() {
    ByteBuffer out = ByteBuffer.allocate(HEADER);
    out.putInt(MAGIC).putInt(SCHEMA).putLong(first).putLong(salt);
    return out.putInt(checksum(out.array())).flip();
  }

  /** Reads the salt of a header; empty when it is not the header of this file. */
  static Optional<Long> salt(byte[] header, long first) {
    if (header.length < HEADER) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(header);
    boolean right =
        in.getInt() == MAGIC
            && in.getInt() == SCHEMA
            && in.getLong() == first
            && in.getInt(HEADER - 4) == checksum(header);
    return right ? Optional.of(in.getLong()) : Optional.empty();
  }

  private static int checksum(byte[] header) {
    CRC32C crc = new CRC32C();
    crc.update(header, 0, HEADER - 4);
    return (int) crc.getValue();
  }
}
