package org.vedette.api.state;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides who may use a thing that can be used once, on all servers of a cluster.
 *
 * <p>A won claim is pending in memory. It becomes final with the {@link JournalEntry} that carries
 * it, and free again by {@link #release} or after 30 s.
 */
@ProviderType
public interface Claims {
  /** Tries to win. Never blocks, never completes exceptionally. */
  CompletionStage<ClaimVerdict> claim(Claim claim);

  /**
   * Returns what this very request was answered when it used the claim, if that was short ago;
   * waits while it is being answered here. Wins nothing and asks no other server. Never blocks,
   * never completes exceptionally.
   */
  CompletionStage<Optional<byte[]>> outcomeOf(Claim claim);

  /** Gives a won claim back because nothing came of it; unknown ones are ignored. */
  void release(Claim claim);
}
