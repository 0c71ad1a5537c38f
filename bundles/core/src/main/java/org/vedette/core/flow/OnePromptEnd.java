package org.vedette.core.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.vedette.api.auth.Outcome;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;

/**
 * Sees to it that a prompt ends once: several servers may hold requests that wait for it, and each
 * may hear the answer, or find that its time is over.
 */
final class OnePromptEnd {
  private final Ports ports;
  private final StepClaims claims;
  private final Conclusion conclusion;

  OnePromptEnd(Ports ports, Conclusion conclusion) {
    this.ports = ports;
    this.claims = new StepClaims(ports.clock());
    this.conclusion = conclusion;
  }

  /** Ends a prompt that was taken here, or returns what it ended with elsewhere. */
  CompletionStage<Outcome> of(
      SignIn signIn, Challenge taken, Supplier<CompletionStage<Outcome>> end) {
    Claim prompt = claims.prompt(taken.token());
    return ports
        .claims()
        .claim(prompt)
        .thenCompose(
            verdict ->
                verdict.match(
                    won -> releasing(prompt, end),
                    mine -> ended(signIn, taken, mine.outcome()),
                    used -> unavailable(signIn, "another server has ended the prompt"),
                    undecided -> unavailable(signIn, undecided.why())));
  }

  /** Where nothing came of it, the next may try; what is final by now stays so. */
  private CompletionStage<Outcome> releasing(Claim prompt, Supplier<CompletionStage<Outcome>> end) {
    return end.get()
        .whenComplete(
            (outcome, failure) -> {
              if (failure != null || !Elsewhere.settles(outcome)) {
                ports.claims().release(prompt);
              }
            });
  }

  private CompletionStage<Outcome> ended(SignIn signIn, Challenge taken, byte[] outcome) {
    // It is open here until news of its end arrive.
    ports.challenges().putBack(taken);
    signIn.trace().add("another server has ended the prompt");
    return CompletableFuture.completedFuture(
        OutcomeBytes.read(outcome)
            .orElseGet(
                () ->
                    new Outcome.Unavailable(
                        Conclusion.RETRY, "what another server decided cannot be read")));
  }

  private CompletionStage<Outcome> unavailable(SignIn signIn, String why) {
    return CompletableFuture.completedFuture(conclusion.unavailable(signIn, why));
  }
}
