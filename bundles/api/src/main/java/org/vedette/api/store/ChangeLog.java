package org.vedette.api.store;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The one way to change durable records. */
@ProviderType
public interface ChangeLog {
  /**
   * Appends a change: forced to the log, applied, audited with {@code actor}, then acknowledged.
   *
   * <p>Never blocks the caller and never completes exceptionally for foreseen trouble. Changes are
   * applied in the order of their acknowledgement.
   *
   * @throws IllegalArgumentException when the change is too large
   */
  CompletionStage<Committed> append(Change change, Actor actor);
}
