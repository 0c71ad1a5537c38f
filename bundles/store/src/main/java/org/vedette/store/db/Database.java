package org.vedette.store.db;

import java.io.IOException;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.vedette.api.store.StoreUnavailableException;

/** The database, with and without a transaction. */
public interface Database {
  /** Work that may fail for reasons outside the database. */
  @FunctionalInterface
  interface Work<R> {
    /** Runs within the transaction; an exception rolls it back. */
    R run(EntityManager em) throws IOException;
  }

  /**
   * Runs {@code work} in one transaction.
   *
   * @throws IOException when it could not be committed, or may not have been
   */
  <R> R write(Work<R> work) throws IOException;

  /**
   * Runs {@code work} without a transaction.
   *
   * @throws StoreUnavailableException when the database cannot be read
   */
  <R> R read(Function<EntityManager, R> work);

  /**
   * Writes everything that was committed to the file of the database, without waiting for the disk.
   * Whoever calls it must be alone: H2 takes its tables one after the other, and after a crash a
   * transaction that was committed meanwhile would be in some of them only.
   */
  void save() throws IOException;

  /** Brings everything that was committed to the disk; alone, as for {@link #save}. */
  void checkpoint() throws IOException;
}
