package org.vedette.accounting.journal;

/**
 * Bounds of the journal.
 *
 * @param segmentBytes size at which a file ends and another begins
 * @param maxBytes size of all files together at which the oldest give way
 * @param minFree free bytes on the disk below which nothing is written
 * @param maxQueue reports that may wait to be written
 */
public record Limits(long segmentBytes, long maxBytes, long minFree, int maxQueue) {
  /** What the writer may exceed {@link #maxBytes} by until the oldest files have given way. */
  long hardBytes() {
    return maxBytes + 4 * segmentBytes;
  }
}
