package org.vedette.itests.bench;

/**
 * Counts of values in log-linear buckets: each is less than 1 % wide, and small values are exact.
 * Not thread-safe.
 */
final class Histogram {
  private static final int SUB_BITS = 8;
  private static final int HALF = 1 << SUB_BITS - 1;
  private static final int MAX_BITS = 40;

  /** Greatest value told apart: greater ones are counted as this one. */
  static final long LIMIT = (1L << MAX_BITS) - 1;

  private final long[] counts = new long[indexOf(LIMIT) + 1];
  private long count;
  private long max;

  /** Adds a value; a negative one counts as 0. */
  void record(long value) {
    long kept = Math.max(0, Math.min(LIMIT, value));
    counts[indexOf(kept)]++;
    count++;
    max = Math.max(max, kept);
  }

  /** Adds all that the other one has counted. */
  void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    max = Math.max(max, other.max);
  }

  long count() {
    return count;
  }

  long max() {
    return max;
  }

  /**
   * The value that this share of all values does not exceed; 0 when there are none.
   *
   * @param percent above 0, up to 100
   */
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, greatestOf(i));
      }
    }
    return max;
  }

  private static int indexOf(long value) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - SUB_BITS);
    return shift * HALF + (int) (value >>> shift);
  }

  private static long greatestOf(int index) {
    int shift = Math.max(0, index / HALF - 1);
    return ((long) (index - shift * HALF) + 1 << shift) - 1;
  }
}
