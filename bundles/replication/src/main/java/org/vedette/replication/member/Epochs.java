package org.vedette.replication.member;

/**
 * The numbers of reigns. Each server has numbers of its own, so that two servers that are promoted
 * at the same time, apart from each other, never begin the same one.
 */
final class Epochs {
  private static final int SERVERS = Seat.MOST + 1;

  private Epochs() {}

  /**
   * Returns the smallest epoch above all that are known which this server may begin.
   *
   * @param known the greatest epoch that is known
   * @param number number of the server, 1 to {@link Seat#MOST}
   */
  static long next(long known, int number) {
    if (number < 1 || number > Seat.MOST) {
      throw new IllegalArgumentException("server number " + number);
    }
    long next = known - Math.floorMod(known, SERVERS) + number;
    return next > known ? next : next + SERVERS;
  }
}
