package org.vedette.accounting.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.accounting.journal.Segment.Extent;

/** Finds the segments in a folder, and how far each is good. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /** Only these may have been written when the process died; the others are trusted. */
  private static final int LOOKED_THROUGH = 2;

  private final Disk disk;

  Recovery(Disk disk) {
    this.disk = disk;
  }

  /** Reads the folder. What is no segment, or none any more, is put aside and named in the log. */
  ConcurrentSkipListMap<Long, Segment> run() throws IOException {
    ConcurrentSkipListMap<Long, Segment> found = new ConcurrentSkipListMap<>();
    List<Long> numbers = new ArrayList<>();
    for (String name : disk.list()) {
      Long number = Segment.number(name);
      if (number != null) {
        numbers.add(number);
      }
    }
    for (int at = 0; at < numbers.size(); at++) {
      long first = numbers.get(at);
      @Nullable Long following = at + 1 < numbers.size() ? numbers.get(at + 1) : null;
      boolean trusted = at < numbers.size() - LOOKED_THROUGH;
      Optional<Long> salt = salt(first);
      if (salt.isEmpty()) {
        putAside(first);
      } else if (trusted && following != null) {
        Extent all = new Extent(disk.size(Segment.name(first)), following - 1);
        found.put(first, new Segment(first, salt.get(), all));
      } else {
        found.put(first, lookThrough(first, salt.get(), following));
      }
    }
    return found;
  }

  private Optional<Long> salt(long first) throws IOException {
    try (InputStream in = disk.read(Segment.name(first), 0)) {
      return Segment.salt(in.readNBytes(Segment.HEADER), first);
    }
  }

  /** Without a header nothing in it was acknowledged, unless the disk has changed it. */
  private void putAside(long first) throws IOException {
    String name = Segment.name(first);
    if (disk.size(name) <= Segment.HEADER) {
      disk.delete(name);
    } else {
      LOG.error("A file of accounting reports is damaged and put aside. file={}", name);
      disk.rename(name, name + ".damaged");
    }
  }

  private Segment lookThrough(long first, long salt, @Nullable Long following) throws IOException {
    Segment segment = Segment.empty(first, salt);
    long size = disk.size(segment.name());
    long next = first;
    long good = Segment.HEADER;
    try (FrameReader reader = FrameReader.open(disk, segment, good, size)) {
      Optional<Frame> frame = reader.next();
      while (frame.isPresent() && frame.get().first() == next && isBefore(next, following)) {
        next = frame.get().last() + 1;
        good = reader.position();
        frame = reader.next();
      }
    }
    if (following != null && next < following) {
      LOG.error(
          "Accounting reports are lost: a file of them is damaged. file={} byte={} reports={}",
          segment.name(),
          good,
          following - next);
    }
    segment.grown(new Extent(good, next - 1));
    return segment;
  }

  /** What a later segment numbers again was abandoned after a write error. */
  private static boolean isBefore(long next, @Nullable Long following) {
    return following == null || next < following;
  }
}
