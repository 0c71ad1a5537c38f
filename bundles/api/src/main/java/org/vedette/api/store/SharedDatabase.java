package org.vedette.api.store;

import java.io.IOException;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one database that several servers read and write, each by itself. A server writes there only
 * while it has the keys that the records are sealed under: the first server to write has them, and
 * those that were given them. Thread-safe.
 */
@ProviderType
public interface SharedDatabase {
  /**
   * Returns which database this is.
   *
   * @throws StoreUnavailableException when it cannot be read
   */
  UUID id();

  /**
   * Returns whether this server may write.
   *
   * @throws StoreUnavailableException when the database cannot be read
   */
  boolean mine();

  /**
   * This server has the keys and may write from now on; durable.
   *
   * @throws IOException when it cannot be remembered
   * @throws StoreUnavailableException when the database cannot be read
   */
  void join() throws IOException;

  /**
   * This server may not write any more, also if it was the first; durable.
   *
   * @throws IOException when it cannot be remembered
   */
  void leave() throws IOException;
}
