package org.vedette.accounting.journal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the frames of one segment in order, never beyond what is good. Not thread-safe. */
final class FrameReader implements Closeable {
  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final long salt;
  private final long end;
  private long position;

  private FrameReader(InputStream in, long salt, long position, long end) {
    this.in = in;
    this.salt = salt;
    this.position = position;
    this.end = end;
  }

  /** Opens a segment at the frame that begins at {@code offset}; reads up to {@code end}. */
  static FrameReader open(Disk disk, Segment segment, long offset, long end) throws IOException {
    InputStream in = new BufferedInputStream(disk.read(segment.name(), offset), BUFFER);
    return new FrameReader(in, segment.salt(), offset, end);
  }

  /** Returns the next whole frame; empty at the end, or where the rest is no frame. */
  Optional<Frame> next() throws IOException {
    if (position + Frame.PREFIX > end) {
      return Optional.empty();
    }
    byte[] prefix = in.readNBytes(Frame.PREFIX);
    Optional<Integer> length = Frame.announced(prefix);
    if (length.isEmpty() || position + Frame.PREFIX + length.get() > end) {
      return Optional.empty();
    }
    byte[] payload = in.readNBytes(length.get());
    if (payload.length < length.get()) {
      return Optional.empty();
    }
    Optional<Frame> frame = Frame.decode(salt, prefix, payload);
    if (frame.isPresent()) {
      position += Frame.PREFIX + payload.length;
    }
    return frame;
  }

  /** Returns where the frame after the last whole one begins. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
