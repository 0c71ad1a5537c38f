package org.vedette.accounting.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;
import org.vedette.accounting.journal.Segment.Extent;

/** Reads entries in their order, while others are written and the oldest removed. Thread-safe. */
public final class JournalReader {
  /**
   * Where reading goes on.
   *
   * @param segment number of the first entry of its file
   * @param offset of a frame in it
   */
  public record Place(long segment, long offset) {}

  /**
   * An entry.
   *
   * @param number its number
   * @param bytes its content
   */
  public record Numbered(long number, byte[] bytes) {}

  /**
   * What was read.
   *
   * @param entries in their order; empty at the end
   * @param next where reading goes on
   */
  public record Batch(List<Numbered> entries, Place next) {}

  private final Disk disk;
  private final ConcurrentNavigableMap<Long, Segment> segments;

  JournalReader(Disk disk, ConcurrentNavigableMap<Long, Segment> segments) {
    this.disk = disk;
    this.segments = segments;
  }

  /**
   * Finds the place of the entry after a number, or of the oldest that is left. Entries up to that
   * number may come first.
   */
  public Place seek(long after) throws IOException {
    Map.Entry<Long, Segment> at = segments.floorEntry(after + 1);
    if (at == null) {
      return new Place(0, Segment.HEADER);
    }
    Segment segment = at.getValue();
    long end = segment.extent().bytes();
    try (FrameReader reader = FrameReader.open(disk, segment, Segment.HEADER, end)) {
      long before = reader.position();
      Optional<Frame> frame = reader.next();
      while (frame.isPresent() && frame.get().last() <= after) {
        before = reader.position();
        frame = reader.next();
      }
      return new Place(segment.first(), before);
    } catch (NoSuchFileException removed) {
      return new Place(segment.first() + 1, Segment.HEADER);
    }
  }

  /**
   * Reads on.
   *
   * @param atMost entries, or as many as the last group commit among them holds
   */
  public Batch read(Place from, int atMost) throws IOException {
    List<Numbered> entries = new ArrayList<>();
    Place at = from;
    while (entries.size() < atMost) {
      Place next = readOne(at, atMost, entries);
      if (next.equals(at)) {
        break;
      }
      at = next;
    }
    return new Batch(entries, at);
  }

  /** Reads in one segment; the same place when there is nothing more. */
  private Place readOne(Place at, int atMost, List<Numbered> entries) throws IOException {
    Segment segment = segments.get(at.segment());
    // In this order: a segment that is followed by another does not grow any more.
    @Nullable Long following = segments.higherKey(at.segment());
    if (segment == null) {
      return following == null ? at : new Place(following, Segment.HEADER);
    }
    Extent extent = segment.extent();
    if (at.offset() >= extent.bytes()) {
      return following == null ? at : new Place(following, Segment.HEADER);
    }
    try (FrameReader reader = FrameReader.open(disk, segment, at.offset(), extent.bytes())) {
      while (entries.size() < atMost) {
        Optional<Frame> frame = reader.next();
        if (frame.isEmpty() || following != null && frame.get().first() >= following) {
          // The end, or what a write error has left.
          return new Place(segment.first(), Math.max(extent.bytes(), reader.position()));
        }
        add(frame.get(), entries);
      }
      return new Place(segment.first(), reader.position());
    } catch (NoSuchFileException removed) {
      return new Place(segment.first(), extent.bytes());
    }
  }

  private static void add(Frame frame, List<Numbered> entries) {
    long number = frame.first();
    for (byte[] each : frame.entries()) {
      entries.add(new Numbered(number++, each));
    }
  }
}
