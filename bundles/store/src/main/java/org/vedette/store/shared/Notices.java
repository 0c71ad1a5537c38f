package org.vedette.store.shared;

import java.sql.SQLException;
import java.time.Duration;

/** Waits until a server may have changed something. For one thread, but for {@link #close}. */
interface Notices extends AutoCloseable {
  /** Makes them. */
  @FunctionalInterface
  interface Source {
    /** Listens from now on. */
    Notices open() throws SQLException;
  }

  /**
   * Waits for one.
   *
   * @param limit longest wait
   * @throws SQLException when nothing will be heard any more: open them anew
   */
  void await(Duration limit) throws SQLException;

  /** Listens no more. */
  @Override
  void close();
}
