package org.vedette.api.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The verdict given to a listener. */
public sealed interface Outcome
    permits Outcome.Granted,
        Outcome.Challenged,
        Outcome.Denied,
        Outcome.Unavailable,
        Outcome.Moved {

  /**
   * The person may come in.
   *
   * @param username the user's name as stored, or as typed when unknown here
   * @param attributes what primary authentication said of the user, kept from the first round
   * @param result why
   * @param auditId id of the audit record
   */
  record Granted(String username, Map<String, String> attributes, ResultCode result, String auditId)
      implements Outcome {
    /** Copies the attributes. */
    public Granted {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * An answer is needed.
   *
   * @param prompt what to show
   * @param token names the challenge; to be given back with the answer
   * @param expires when it ends
   * @param attributes what primary authentication says with its question
   */
  record Challenged(
      Prompt prompt, ChallengeToken token, Instant expires, Map<String, String> attributes)
      implements Outcome {
    /** Copies the attributes. */
    public Challenged {
      attributes = Map.copyOf(attributes);
    }

    /** Says nothing more. */
    public Challenged(Prompt prompt, ChallengeToken token, Instant expires) {
      this(prompt, token, expires, Map.of());
    }
  }

  /**
   * The person may not come in. What the person sees is the same whatever the result.
   *
   * @param result why, for administrators only
   * @param auditId id that leads an administrator to why
   * @param attributes what primary authentication said with its refusal
   */
  record Denied(ResultCode result, String auditId, Map<String, String> attributes)
      implements Outcome {
    /** Copies the attributes. */
    public Denied {
      attributes = Map.copyOf(attributes);
    }

    /** Says nothing more. */
    public Denied(ResultCode result, String auditId) {
      this(result, auditId, Map.of());
    }
  }

  /**
   * Nothing could be decided; asking again is safe.
   *
   * @param retryAfter when it is worth trying
   * @param why one sentence for the log
   */
  record Unavailable(Duration retryAfter, String why) implements Outcome {}

  /**
   * The core that had the request is being replaced. Nothing was used up: ask the next one the same
   * again, or, where a person is being asked elsewhere, have it go on holding ({@link
   * AuthenticationService#hold}).
   *
   * @param token names the prompt that is running; empty when none is
   */
  record Moved(Optional<ChallengeToken> token) implements Outcome {
    /** To be asked again from the start. */
    public Moved() {
      this(Optional.empty());
    }
  }

  /** Handles every outcome. */
  default <R> R match(
      Function<Granted, R> granted,
      Function<Challenged, R> challenged,
      Function<Denied, R> denied,
      Function<Unavailable, R> unavailable,
      Function<Moved, R> moved) {
    if (this instanceof Granted one) {
      return granted.apply(one);
    }
    if (this instanceof Challenged one) {
      return challenged.apply(one);
    }
    if (this instanceof Denied one) {
      return denied.apply(one);
    }
    if (this instanceof Unavailable one) {
      return unavailable.apply(one);
    }
    return moved.apply((Moved) this);
  }
}
