package org.vedette.accounting.journal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.accounting.journal.Segment.Extent;

/** Writes frames to the newest segment, and begins another when it is time. For one thread. */
final class SegmentWriter {
  private final Disk disk;
  private final ConcurrentNavigableMap<Long, Segment> segments;
  private final LongSupplier random;
  private Segment current = Segment.empty(0, 0);
  private Disk.@Nullable Output out;

  SegmentWriter(Disk disk, ConcurrentNavigableMap<Long, Segment> segments, LongSupplier random) {
    this.disk = disk;
    this.segments = segments;
    this.random = random;
  }

  /**
   * Writes entries as one frame and returns after it is on disk.
   *
   * @param first number of the first
   * @param segmentBytes size at which another segment begins
   * @throws IOException when they are not on disk; the next call begins another segment
   */
  void write(long first, List<byte[]> entries, long segmentBytes) throws IOException {
    try {
      Disk.Output to = output(first, segmentBytes);
      Frame frame = new Frame(first, entries);
      var bytes = frame.encode(current.salt());
      int length = bytes.remaining();
      to.write(bytes);
      to.force();
      current.grown(new Extent(current.extent().bytes() + length, frame.last()));
    } catch (IOException failure) {
      // What is in the file behind the last good frame is numbered again elsewhere.
      close();
      throw failure;
    }
  }

  private Disk.Output output(long first, long segmentBytes) throws IOException {
    if (out != null && current.extent().bytes() < segmentBytes) {
      return out;
    }
    close();
    Segment next = Segment.empty(first, random.getAsLong());
    Disk.Output opened = disk.create(next.name());
    out = opened;
    opened.write(next.header());
    opened.force();
    disk.sync();
    current = next;
    segments.put(first, next);
    return opened;
  }

  /** Closes the file; a failure to do so says nothing about what was forced. */
  void close() {
    Disk.Output open = out;
    out = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyForced) {
        return;
      }
    }
  }
}
