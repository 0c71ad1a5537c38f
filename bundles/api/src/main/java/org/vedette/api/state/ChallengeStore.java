package org.vedette.api.state;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.auth.ChallengeToken;

/**
 * Open challenges. One is opened and closed by an entry of the {@link Journal}; reading and taking
 * is a look into memory, from any thread.
 */
@ProviderType
public interface ChallengeStore {
  /** Returns an open, unexpired challenge without taking it. */
  Optional<Challenge> find(ChallengeToken token);

  /**
   * Takes a challenge: from now on nobody else gets it. Follow with an entry that closes it, or
   * {@link #putBack}.
   */
  Optional<Challenge> take(ChallengeToken token);

  /** Puts a taken challenge back because nothing came of the answer. */
  void putBack(Challenge challenge);

  /** Returns whether a challenge is open, or was taken and what came of it is not written yet. */
  boolean known(ChallengeToken token);

  /**
   * Returns the newest unexpired challenge of this user and application, one that was taken and is
   * being judged included.
   */
  Optional<Challenge> openFor(UUID user, UUID application);

  /**
   * Returns a stage that completes when another server has closed the challenge; at once when it is
   * not open here. It never completes when the challenge is closed here, or expires.
   */
  CompletionStage<Void> closedElsewhere(ChallengeToken token);

  /** Returns how many are open. */
  int open();
}
