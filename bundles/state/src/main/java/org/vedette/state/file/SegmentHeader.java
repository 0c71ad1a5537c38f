package org.vedette.state.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * First {@value #LENGTH} bytes of a segment. A segment gets its name only after its header is on
 * disk, so a header that cannot be read is damage.
 *
 * @param index number of the segment, rising by one
 * @param server id of the server, 36 characters
 * @param boot number of the server's start
 * @param first sequence number of its first frame; frames of earlier segments that have this number
 *     or a greater one were abandoned
 * @param salt random; goes into every checksum, so that nothing a client sends can look like a
 *     frame
 */
public record SegmentHeader(long index, String server, long boot, long first, long salt) {
  /** Length in bytes. */
  public static final int LENGTH = 96;

  private static final long MAGIC = 0x5645444A524E4C31L;
  private static final int FORMAT = 1;
  private static final int SERVER_LENGTH = 36;
  private static final String PREFIX = "journal-";
  private static final String SUFFIX = ".log";
  private static final int DIGITS = 16;

  /** Returns the name of its file. */
  public String fileName() {
    String digits = Long.toString(index);
    return PREFIX + "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
  }

  /** Returns whether a file of this name is a segment. */
  public static boolean names(String fileName) {
    return fileName.startsWith(PREFIX)
        && fileName.endsWith(SUFFIX)
        && fileName.length() == PREFIX.length() + DIGITS + SUFFIX.length();
  }

  /** Returns the bytes, ready to write. */
  public ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    out.putLong(MAGIC).putInt(FORMAT).putLong(index);
    out.put(server.getBytes(StandardCharsets.US_ASCII), 0, SERVER_LENGTH);
    out.putLong(boot).putLong(first).putLong(salt);
    out.position(LENGTH - Integer.BYTES);
    out.putInt(checksum(out.array()));
    return out.flip();
  }

  /** Reads a header; empty when the bytes are none, or of a newer format. */
  public static Optional<SegmentHeader> decode(byte[] bytes) {
    if (bytes.length < LENGTH) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getLong() != MAGIC
        || in.getInt() != FORMAT
        || in.getInt(LENGTH - Integer.BYTES) != checksum(bytes)) {
      return Optional.empty();
    }
    long index = in.getLong();
    byte[] server = new byte[SERVER_LENGTH];
    in.get(server);
    return Optional.of(
        new SegmentHeader(
            index,
            new String(server, StandardCharsets.US_ASCII),
            in.getLong(),
            in.getLong(),
            in.getLong()));
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, LENGTH - Integer.BYTES);
    return (int) crc.getValue();
  }
}
