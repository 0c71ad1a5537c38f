package org.vedette.audit.table;

/** Where a record stands: one number for server and number, so that the table is in their order. */
final class Place {
  /** Records of one server that a place can tell apart: 2^40. */
  private static final int NUMBER_BITS = 40;

  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

  private Place() {}

  /**
   * Joins both.
   *
   * @param server the table's own number of the server, from 1
   */
  static long of(int server, long number) {
    return (long) server << NUMBER_BITS | number;
  }

  /** The table's own number of the server. */
  static int server(long place) {
    return (int) (place >>> NUMBER_BITS);
  }

  /** The number of the record on its server. */
  static long number(long place) {
    return place & NUMBER_MASK;
  }
}
