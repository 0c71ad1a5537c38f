package org.vedette.state.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.vedette.api.store.MalformedRecordException;

/** Reads the frames of one segment in order. Not thread-safe. */
public final class SegmentReader implements Closeable {
  private static final int BUFFER = 256 << 10;

  private final SegmentHeader header;
  private final InputStream in;
  private long position;
  private boolean torn;

  private SegmentReader(SegmentHeader header, InputStream in, long position) {
    this.header = header;
    this.in = in;
    this.position = position;
  }

  /**
   * Reads the header of a segment.
   *
   * @throws DamagedJournalException when there is none
   */
  public static SegmentHeader header(Folder folder, String name) throws IOException {
    try (InputStream in = folder.read(name, 0)) {
      return SegmentHeader.decode(in.readNBytes(SegmentHeader.LENGTH))
          .filter(header -> header.fileName().equals(name))
          .orElseThrow(
              () -> new DamagedJournalException(name + " has no readable header of this format"));
    }
  }

  /** Opens a segment at the frame that begins at {@code offset}. */
  public static SegmentReader open(Folder folder, SegmentHeader header, long offset)
      throws IOException {
    InputStream in = new BufferedInputStream(folder.read(header.fileName(), offset), BUFFER);
    return new SegmentReader(header, in, offset);
  }

  /** Returns the next whole frame; empty at the end, or where the rest is no frame. */
  public Optional<Frame> next() throws IOException {
    byte[] prefix = in.readNBytes(Frame.PREFIX);
    if (isZero(prefix, prefix.length) && restIsZero()) {
      // The end, or what was reserved beyond it.
      return Optional.empty();
    }
    Optional<byte[]> payload = payload(prefix);
    if (payload.isEmpty()) {
      torn = true;
      return Optional.empty();
    }
    position += Frame.PREFIX + payload.get().length;
    try {
      return Optional.of(Frame.decode(payload.get()));
    } catch (MalformedRecordException wrong) {
      throw new DamagedJournalException(
          header.fileName()
              + " holds an unreadable frame before byte "
              + position
              + ": "
              + wrong.getMessage());
    }
  }

  private boolean restIsZero() throws IOException {
    byte[] some = new byte[BUFFER];
    int length = in.readNBytes(some, 0, some.length);
    while (length > 0) {
      if (!isZero(some, length)) {
        return false;
      }
      length = in.readNBytes(some, 0, some.length);
    }
    return true;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private Optional<byte[]> payload(byte[] prefix) throws IOException {
    if (prefix.length < Frame.PREFIX) {
      return Optional.empty();
    }
    ByteBuffer fields = ByteBuffer.wrap(prefix);
    int magic = fields.getInt();
    int length = fields.getInt();
    int crc = fields.getInt();
    if (magic != Frame.MAGIC || length <= 0 || length > Frame.MAX_PAYLOAD) {
      return Optional.empty();
    }
    byte[] payload = in.readNBytes(length);
    return payload.length == length && crc == Frame.checksum(header.salt(), payload, 0, length)
        ? Optional.of(payload)
        : Optional.empty();
  }

  /** Returns where the frame after the last whole one begins. */
  public long position() {
    return position;
  }

  /** Returns whether the last whole frame is followed by bytes that are no frame. */
  public boolean torn() {
    return torn;
  }

  /**
   * Demands that what follows the last whole frame is a torn write: that no whole frame is in it.
   *
   * @throws DamagedJournalException when one is: then what lies before it was once acknowledged
   */
  public static void demandTorn(Folder folder, SegmentHeader header, long position)
      throws IOException {
    byte[] rest;
    try (InputStream in = folder.read(header.fileName(), position)) {
      rest = in.readAllBytes();
    }
    Optional<Integer> found = Frame.find(header.salt(), rest);
    if (found.isPresent()) {
      throw new DamagedJournalException(
          header.fileName()
              + " is damaged at byte "
              + position
              + ": whole entries follow at byte "
              + (position + found.get()));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
