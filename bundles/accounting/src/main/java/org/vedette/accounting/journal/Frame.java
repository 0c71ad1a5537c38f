package org.vedette.accounting.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What one force made durable: the reports of a group commit under one checksum, so that a torn
 * write is lost as a whole.
 *
 * <pre>magic(4) length(4) crc32c(4) payload: first(8) count(4) {length(4) entry}*</pre>
 *
 * @param first number of the first report
 * @param entries the reports; none in a frame that only tried the disk
 */
record Frame(long first, List<byte[]> entries) {
  /** Bytes before the payload. */
  static final int PREFIX = 12;

  /** Greatest payload. */
  static final int MAX_PAYLOAD = 4 << 20;

  private static final int MAGIC = 0x56414631;
  private static final int FIXED = 12;

  /** Number of the last report; the one before {@code first} when there is none. */
  long last() {
    return first + entries.size() - 1;
  }

  /** Returns the bytes, ready to write. */
  ByteBuffer encode(long salt) {
    int length = FIXED;
    for (byte[] entry : entries) {
      length += Integer.BYTES + entry.length;
    }
    ByteBuffer out = ByteBuffer.allocate(PREFIX + length);
    out.putInt(MAGIC).putInt(length).putInt(0).putLong(first).putInt(entries.size());
    for (byte[] entry : entries) {
      out.putInt(entry.length).put(entry);
    }
    out.putInt(8, checksum(salt, out.array(), PREFIX, length));
    return out.flip();
  }

  /** Returns the length of the payload that a prefix announces; empty when it is no prefix. */
  static Optional<Integer> announced(byte[] prefix) {
    if (prefix.length < PREFIX) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(prefix);
    int magic = in.getInt();
    int length = in.getInt();
    return magic == MAGIC && length >= FIXED && length <= MAX_PAYLOAD
        ? Optional.of(length)
        : Optional.empty();
  }

  /** Reads a frame; empty when the checksum or the content is wrong. */
  static Optional<Frame> decode(long salt, byte[] prefix, byte[] payload) {
    int crc = ByteBuffer.wrap(prefix).getInt(8);
    if (crc != checksum(salt, payload, 0, payload.length)) {
      return Optional.empty();
    }
    try {
      Decoder in = new Decoder(payload);
      long first = in.i64();
      int count = in.i32();
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(in.bytes());
      }
      in.end();
      return Optional.of(new Frame(first, entries));
    } catch (MalformedRecordException wrong) {
      return Optional.empty();
    }
  }

  private static int checksum(long salt, byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(12).putLong(salt).putInt(length).flip());
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
