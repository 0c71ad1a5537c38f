package org.vedette.api.store;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The log that several servers share. Used by {@code store} alone, which every change goes through:
 * whether this log or the store's own is the right one stands in the database.
 */
@ProviderType
public interface SharedLog {
  /** Appends a change as {@link ChangeLog#append} does. */
  CompletionStage<Committed> append(Change change, Actor actor);
}
