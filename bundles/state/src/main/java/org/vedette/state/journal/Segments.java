package org.vedette.state.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.state.file.Folder;
import org.vedette.state.file.SegmentHeader;

/** The segments on disk, oldest first; the last is the one being written. Thread-safe. */
final class Segments {
  /**
   * Where to read audit records.
   *
   * @param header the segment
   * @param offset where to begin
   */
  record Place(SegmentHeader header, long offset) {}

  private final Deque<Segment> all = new ArrayDeque<>();

  synchronized void add(Segment segment) {
    all.addLast(segment);
  }

  /** Notes a frame of the last segment. */
  synchronized void note(long sequence, long offset, long end, List<ChainedRecord> audit) {
    long firstNumber = audit.isEmpty() ? 0 : audit.get(0).number();
    long lastNumber = audit.isEmpty() ? 0 : audit.get(audit.size() - 1).number();
    all.getLast().note(sequence, offset, end, firstNumber, lastNumber);
  }

  synchronized int count() {
    return all.size();
  }

  /** Returns the bytes of all segments. */
  synchronized long bytes() {
    return all.stream().mapToLong(Segment::size).sum();
  }

  /** Returns the segments that hold audit records after {@code number}, oldest first. */
  synchronized List<Place> placesAfter(long number) {
    List<Place> places = new ArrayList<>();
    for (Segment segment : all) {
      if (segment.lastAudit() > number) {
        places.add(new Place(segment.header(), segment.offsetOf(number + 1)));
      }
    }
    return places;
  }

  /**
   * Deletes the oldest segments, as long as nobody needs them; never the last.
   *
   * @param covered frames up to this number are in the snapshot
   * @param audit audit records up to this number are safe elsewhere
   * @return how many were deleted
   */
  synchronized int prune(Folder folder, long covered, long audit) throws IOException {
    int deleted = 0;
    while (all.size() > 1
        && all.getFirst().lastSequence() <= covered
        && all.getFirst().lastAudit() <= audit) {
      folder.delete(all.getFirst().header().fileName());
      all.removeFirst();
      deleted++;
    }
    return deleted;
  }
}
