package org.vedette.api.auth;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs people in. Listeners call it; nothing else does.
 *
 * <p>No method blocks. Stages never complete exceptionally: foreseen trouble is {@link
 * Outcome.Unavailable}, an error of ours too, with an id in the log. They complete on a thread of
 * the core or of a capability; do not block it.
 */
@ProviderType
public interface AuthenticationService {
  /** Begins a sign-in. The stage completes before the request's deadline. */
  CompletionStage<Outcome> authenticate(AuthRequest request);

  /**
   * Answers an open challenge. The challenge is taken: a second answer with the same token is
   * {@link ResultCode#CHALLENGE_INVALID}, except for a repetition of the very same request.
   *
   * @param username as the client sends it again; must be the one the challenge was opened for
   */
  CompletionStage<Outcome> answer(
      ChallengeToken token, String username, Answer answer, Caller caller);

  /** Gives an open challenge up. Unknown tokens are ignored. */
  void abandon(ChallengeToken token, AbandonReason why);
}
