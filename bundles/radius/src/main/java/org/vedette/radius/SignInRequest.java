package org.vedette.radius;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;

/** What an Access-Request turned out to be. */
sealed interface SignInRequest {
  /**
   * A question for the core.
   *
   * @param question asks it; may be asked again of another core
   * @param holding has another core go on holding a prompt that this question led to
   */
  record Ask(
      Function<AuthenticationService, CompletionStage<Outcome>> question,
      BiFunction<AuthenticationService, ChallengeToken, CompletionStage<Outcome>> holding)
      implements SignInRequest {}

  /** It cannot be served and is rejected. */
  record Unsupported(String protocol) implements SignInRequest {}

  /** It cannot be read and is dropped; the reason was logged. */
  record Unreadable() implements SignInRequest {}

  /** Handles every case. */
  default <R> R match(
      Function<Ask, R> ask,
      Function<Unsupported, R> unsupported,
      Function<Unreadable, R> unreadable) {
    if (this instanceof Ask one) {
      return ask.apply(one);
    }
    return this instanceof Unsupported one
        ? unsupported.apply(one)
        : unreadable.apply((Unreadable) this);
  }
}
