package org.vedette.store.log;

import java.util.Optional;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeLog;

/** How this server keeps its records: in a database of its own, or in one that servers share. */
public interface Keeping extends ChangeApplier, AutoCloseable {
  /** The log that changes of this server go through. */
  ChangeLog log();

  /** Makes ready; what was read before may be remembered again after that. */
  void prepare();

  /** The place that everything remembered is as new as; empty while it is not known. */
  Optional<Position> passed();

  /** Takes changes from now on. */
  void start();

  /** The shared log is put in place of this server's own, or the other way round. */
  void shared(org.vedette.api.store.SharedLog log, boolean here);

  /** Ends all threads; waits a few seconds at most. */
  @Override
  void close();
}
