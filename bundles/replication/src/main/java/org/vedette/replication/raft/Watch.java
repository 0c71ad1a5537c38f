package org.vedette.replication.raft;

/** Is told how the log fares. Called by threads of the log: returns at once. */
public interface Watch {
  /** The records cannot be changed now; the log waits and tries again. */
  void stuck(String why);

  /** What was stuck goes on. */
  void goesOn();

  /**
   * An image is being installed.
   *
   * @param done bytes that are installed
   * @param total bytes of the image
   */
  void installing(long done, long total);

  /** Who leads changed; empty when nobody does. */
  void leader(String id);
}
