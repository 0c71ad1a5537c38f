package org.vedette.api.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;

/** Tells and ends lockouts after too many failures. Never blocks. */
@ProviderType
public interface Lockouts {
  /** Returns when the user's lockout ends; empty when there is none. */
  Optional<Instant> lockedUntil(UUID user);

  /** Ends a lockout and forgets the failures counted so far; audited. */
  CompletionStage<Forced> unlock(UUID user, String username, Actor actor);
}
