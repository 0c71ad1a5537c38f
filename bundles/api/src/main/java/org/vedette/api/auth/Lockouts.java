package org.vedette.api.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.user.Block;

/**
 * Tells and ends what keeps a user out by itself: lockouts after too many failures, and blocks
 * after reported fraud. No method blocks.
 */
@ProviderType
public interface Lockouts {
  /** Returns when the user's lockout ends; empty when there is none. */
  Optional<Instant> lockedUntil(UUID user);

  /** Ends a lockout and forgets the failures counted so far; audited. */
  CompletionStage<Forced> unlock(UUID user, String username, Actor actor);

  /** Returns the block that the user's own report of fraud began; empty when none holds. */
  Optional<Block> fraudBlock(UUID user);

  /** Ends such a block; audited. */
  CompletionStage<Forced> endFraudBlock(UUID user, String username, Actor actor);
}
