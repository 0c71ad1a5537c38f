package org.vedette.state.file;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.vedette.api.store.Decoder;

/**
 * What one force made durable: all entries of a group commit under one checksum, so that a torn
 * write is lost as a whole and never has something valid behind it.
 *
 * <pre>magic(4) length(4) crc32c(4) payload: sequence(8) time(8) count(4) {length(4) entry}*</pre>
 *
 * @param sequence its number, rising by one over all segments
 * @param at when it was written
 * @param entries the entries
 */
public record Frame(long sequence, Instant at, List<byte[]> entries) {
  /** Bytes before the payload. */
  public static final int PREFIX = 12;

  /** Greatest payload. */
  public static final int MAX_PAYLOAD = 32 << 20;

  static final int MAGIC = 0x56464D31;
  private static final int FIXED = 20;

  /** Returns the payload's length for entries of {@code bytes} bytes altogether. */
  public static long payloadLength(int count, long bytes) {
    return FIXED + (long) Integer.BYTES * count + bytes;
  }

  /** Returns the bytes, ready to write. */
  public ByteBuffer encode(long salt) {
    long bytes = entries.stream().mapToLong(entry -> entry.length).sum();
    int length = Math.toIntExact(payloadLength(entries.size(), bytes));
    ByteBuffer out = ByteBuffer.allocate(PREFIX + length);
    out.putInt(MAGIC).putInt(length).putInt(0);
    out.putLong(sequence).putLong(at.toEpochMilli()).putInt(entries.size());
    for (byte[] entry : entries) {
      out.putInt(entry.length).put(entry);
    }
    out.putInt(8, checksum(salt, out.array(), PREFIX, length));
    return out.flip();
  }

  /** Reads a payload whose checksum was right. */
  static Frame decode(byte[] payload) {
    Decoder in = new Decoder(payload);
    long sequence = in.i64();
    Instant at = in.instant();
    int count = in.i32();
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(in.bytes());
    }
    in.end();
    return new Frame(sequence, at, entries);
  }

  /** Returns whether a whole frame lies anywhere in {@code bytes}; empty when none does. */
  static Optional<Integer> find(long salt, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int i = 0; i + PREFIX + FIXED <= bytes.length; i++) {
      if (bytes[i] == (byte) (MAGIC >>> 24) && in.getInt(i) == MAGIC) {
        int length = in.getInt(i + 4);
        if (length >= FIXED
            && length <= bytes.length - i - PREFIX
            && in.getInt(i + 8) == checksum(salt, bytes, i + PREFIX, length)) {
          return Optional.of(i);
        }
      }
    }
    return Optional.empty();
  }

  static int checksum(long salt, byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(12).putLong(salt).putInt(length).flip());
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
