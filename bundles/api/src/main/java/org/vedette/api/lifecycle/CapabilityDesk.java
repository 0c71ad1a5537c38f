package org.vedette.api.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.store.Actor;

/**
 * Lists, enables, disables, updates and rolls back capabilities while people sign in. One operation
 * at a time; whatever does not come up well is taken back by itself.
 *
 * <p>No method blocks for longer than reading a few small files, no stage completes exceptionally.
 * Thread-safe.
 */
@ProviderType
public interface CapabilityDesk {
  /** Largest jar that is taken, in bytes: 64 MiB. */
  long MAX_JAR_BYTES = 64L << 20;

  /** Returns all capabilities sorted by id, those that are disabled or failed included. */
  List<CapabilityReport> list();

  /**
   * Begins to replace the bundle of a capability.
   *
   * @param jar the new bundle; it is read before the stage completes and may be deleted then
   * @param wanted id of the capability that is meant; empty when the jar's symbolic name decides
   */
  CompletionStage<Begun> update(Path jar, String wanted, Actor actor);

  /** Begins to go back to the jar that served before the present one. */
  CompletionStage<Begun> rollback(String id, Actor actor);

  /** Begins to start a capability that was disabled. */
  CompletionStage<Begun> enable(String id, Actor actor);

  /** Begins to stop a capability until it is enabled; holds over restarts. */
  CompletionStage<Begun> disable(String id, Actor actor);

  /** Returns one of the last 50 operations; a restart of the server does not forget them. */
  Optional<CapabilityOperation> operation(String operation);
}
