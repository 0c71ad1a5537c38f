package org.vedette.state.journal;

import java.util.Map;
import java.util.TreeMap;
import org.vedette.state.file.SegmentHeader;

/** What is known of one segment. Guarded by {@link Segments}. */
final class Segment {
  /** Distance of the marks by which audit records are found. */
  private static final long MARK_BYTES = 256 << 10;

  private final SegmentHeader header;
  private final TreeMap<Long, Long> offsetByNumber = new TreeMap<>();
  private long lastSequence;
  private long lastAudit;
  private long lastMark = Long.MIN_VALUE / 2;
  private long size = SegmentHeader.LENGTH;

  Segment(SegmentHeader header) {
    this.header = header;
    this.lastSequence = header.first() - 1;
  }

  SegmentHeader header() {
    return header;
  }

  long size() {
    return size;
  }

  long lastSequence() {
    return lastSequence;
  }

  long lastAudit() {
    return lastAudit;
  }

  /**
   * Notes a frame.
   *
   * @param sequence its number
   * @param offset where it begins
   * @param end where the next begins
   * @param firstNumber number of its first audit record; 0 for none
   * @param lastNumber number of its last audit record; 0 for none
   */
  void note(long sequence, long offset, long end, long firstNumber, long lastNumber) {
    lastSequence = sequence;
    size = end;
    if (lastNumber > 0) {
      lastAudit = lastNumber;
      if (offset - lastMark >= MARK_BYTES) {
        lastMark = offset;
        offsetByNumber.put(firstNumber, offset);
      }
    }
  }

  /** Returns where to begin reading for the audit record of this number. */
  long offsetOf(long number) {
    Map.Entry<Long, Long> mark = offsetByNumber.floorEntry(number);
    return mark == null ? SegmentHeader.LENGTH : mark.getValue();
  }
}
