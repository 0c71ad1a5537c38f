package org.vedette.api.auth;

import java.time.Instant;
import java.util.Optional;
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
  /**
   * Begins a sign-in. The stage completes before the request's deadline. Where the person answers
   * elsewhere and the listener can {@link Waiting#HOLD hold}, it completes with what became of it;
   * waiting costs memory, no thread.
   */
  CompletionStage<Outcome> authenticate(AuthRequest request);

  /**
   * Answers an open challenge. The challenge is taken: a second answer with the same token is
   * {@link ResultCode#CHALLENGE_INVALID}, except for a repetition of the very same request.
   *
   * <p>An {@link Answer.Signal} comes from the capability that received it by another road; the
   * method verifies it, and the stage that is being held completes, on whichever server holds it.
   * What cannot be verified leaves the challenge open and is {@link Outcome.Unavailable}.
   *
   * @param username as the client sends it again; must be the one the challenge was opened for
   * @param waiting what the listener can do if the answer makes a phone ring
   * @param deadline when the outcome must be there; empty for the application's
   */
  CompletionStage<Outcome> answer(
      ChallengeToken token,
      String username,
      Answer answer,
      Caller caller,
      Waiting waiting,
      Optional<Instant> deadline);

  /** Answers for a caller that does not hold. */
  default CompletionStage<Outcome> answer(
      ChallengeToken token, String username, Answer answer, Caller caller) {
    return answer(token, username, answer, caller, Waiting.POLL, Optional.empty());
  }

  /**
   * Goes on holding a sign-in of this client whose core was replaced ({@link Outcome.Moved}), or
   * joins it. If it has ended meanwhile the stage completes with what it ended with.
   *
   * @param username as the client sent it; must be the one the prompt was opened for
   * @param deadline when the answer must be there
   */
  CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline);

  /** Gives an open challenge up. Unknown tokens are ignored. */
  void abandon(ChallengeToken token, AbandonReason why);

  /**
   * Gives up what a {@link Waiting#HOLD held} request waits for, because its client has gone. A
   * prompt that another request waits for too stays open. The stage completes all the same. Nothing
   * happens when the request has ended, or never came.
   *
   * @param caller who brought the request, with the same {@link Caller#owner}
   */
  default void withdraw(Caller caller) {}
}
