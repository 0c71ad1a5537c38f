package org.vedette.sdk.signin;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;

/**
 * A question for the core.
 *
 * @param first asks it; may be asked again of another core
 * @param holding has another core go on holding a prompt that this question led to
 */
record Question(
    Function<AuthenticationService, CompletionStage<Outcome>> first,
    BiFunction<AuthenticationService, ChallengeToken, CompletionStage<Outcome>> holding) {}
