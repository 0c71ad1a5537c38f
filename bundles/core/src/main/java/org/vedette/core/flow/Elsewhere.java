package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.state.Challenge;
import org.vedette.core.flow.RunningSignIns.Start;

/**
 * Prompts that a person answers elsewhere, on a phone or in an app, while the listener waits: held,
 * answered by a signal, ended when their time is over. The prompt itself is a challenge in {@code
 * state}, so any core can go on with it.
 */
final class Elsewhere {
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Ports ports;
  private final RunningSignIns running;
  private final HeldSignIns held;
  private final OrderOfChecks checks;
  private final SignalJudge judge;
  private final Fallback fallback;
  private final Conclusion conclusion;
  private final OnePromptEnd end;

  Elsewhere(
      Ports ports,
      RunningSignIns running,
      OrderOfChecks checks,
      SignalJudge judge,
      Fallback fallback,
      Conclusion conclusion) {
    this.ports = ports;
    this.running = running;
    this.held = new HeldSignIns(ports);
    this.checks = checks;
    this.judge = judge;
    this.fallback = fallback;
    this.conclusion = conclusion;
    this.end = new OnePromptEnd(ports, conclusion);
  }

  /** How many prompts are waited for. */
  int count() {
    return held.count();
  }

  /** Hands all who wait to the next core. */
  void close() {
    held.close();
  }

  /** Waits on, for a listener that can wait, if a step ended with a prompt elsewhere. */
  CompletionStage<Outcome> holdAfter(Start start, Instant deadline, Outcome outcome) {
    return outcome instanceof Outcome.Challenged asked && !asked.prompt().typed()
        ? hold(asked.token(), start.username(), start.caller(), deadline)
        : CompletableFuture.completedFuture(outcome);
  }

  /** Waits for what becomes of a prompt, or tells what became of it. */
  CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    Start start =
        new Start(caller, "", username, Map.of(), Optional.of(deadline), true, Asking.NEVER, false);
    Optional<Challenge> open = ports.challenges().find(token);
    if (open.isPresent()) {
      Challenge prompt = open.get();
      Optional<String> name = ports.settings().get().names().normal(username);
      return prompt.origin().elsewhere() && Ownership.of(prompt, caller, name)
          ? held.await(prompt, expired -> expire(prompt, start), () -> ended(token, start))
          : invalid(start);
    }
    return ended(token, start)
        .thenCompose(
            found ->
                found
                    .<CompletionStage<Outcome>>map(CompletableFuture::completedFuture)
                    .orElseGet(() -> holdLater(token, username, caller, deadline)));
  }

  /** It is being answered just now: looks again soon. */
  private CompletionStage<Outcome> holdLater(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    return CompletableFuture.supplyAsync(
            () -> hold(token, username, caller, deadline),
            CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
        .thenCompose(stage -> stage);
  }

  /** What became of a prompt that is no longer open; empty while it is being judged. */
  private CompletionStage<Optional<Outcome>> ended(ChallengeToken token, Start start) {
    boolean judged = !ports.challenges().known(token);
    return conclusion
        .endOf(token)
        .thenCompose(
            end ->
                end.isPresent() || !judged
                    ? CompletableFuture.completedFuture(end)
                    : invalid(start).thenApply(Optional::of));
  }

  private CompletionStage<Outcome> invalid(Start start) {
    return running.run(
        start,
        signIn -> {
          signIn.trace().add("prompt is unknown, over, or another client's");
          return conclusion.deny(signIn, ResultCode.CHALLENGE_INVALID);
        });
  }

  /** Judges an answer that came by another road. */
  CompletionStage<Outcome> signal(ChallengeToken token, Answer.Signal signal) {
    Optional<Challenge> open =
        ports.challenges().find(token).filter(each -> each.origin().elsewhere());
    if (open.isEmpty()) {
      // Nothing is recorded of it: there is no application and no user that it belongs to.
      return conclusion
          .endOf(token)
          .thenApply(end -> end.orElse(new Outcome.Denied(ResultCode.CHALLENGE_INVALID, "")));
    }
    return concluding(
        open.get(),
        signIn -> {
          Optional<ResultCode> barred = checks.stillBarred(signIn);
          if (barred.isPresent()) {
            return conclusion.deny(signIn, barred.get());
          }
          return signIn
              .user()
              .map(user -> judge.judge(signIn, user, signal))
              .orElseGet(() -> conclusion.deny(signIn, ResultCode.UNKNOWN_USER));
        });
  }

  /** Ends a prompt that nobody answered in time. */
  private void expire(Challenge prompt, Start start) {
    concluding(
            prompt,
            signIn -> {
              Duration waited = Duration.between(prompt.opened(), ports.clock().instant());
              signIn.trace().add("nobody answered within " + waited.toSeconds() + " s");
              return fallback.or(
                  signIn,
                  ResultCode.TIMED_OUT,
                  List.of(),
                  () -> conclusion.deny(signIn, ResultCode.TIMED_OUT));
            })
        .thenCompose(
            outcome ->
                settles(outcome)
                    ? CompletableFuture.completedFuture(Optional.of(outcome))
                    : ended(prompt.token(), start))
        .thenAccept(
            end ->
                held.conclude(
                    prompt.token(),
                    end.orElse(
                        new Outcome.Unavailable(
                            Conclusion.RETRY, "the end of the prompt cannot be written"))));
  }

  /** Gives a prompt up. */
  void giveUp(Challenge taken, ResultCode result, String why) {
    var unused =
        running
            .run(
                startOf(taken),
                signIn -> {
                  signIn.challenge(taken);
                  signIn.trace().add(why);
                  return end.of(signIn, taken, () -> conclusion.deny(signIn, result));
                })
            .thenAccept(outcome -> tell(taken.token(), outcome));
  }

  /** Takes the prompt, has it judged, and tells those who wait. */
  private CompletionStage<Outcome> concluding(
      Challenge prompt, java.util.function.Function<SignIn, CompletionStage<Outcome>> judge) {
    return running
        .run(
            startOf(prompt),
            signIn -> {
              Optional<Challenge> taken = ports.challenges().take(prompt.token());
              if (taken.isEmpty()) {
                return CompletableFuture.completedFuture(
                    new Outcome.Unavailable(Conclusion.RETRY, "it is being answered already"));
              }
              signIn.challenge(taken.get());
              return end.of(signIn, taken.get(), () -> judge.apply(signIn));
            })
        .thenApply(
            outcome -> {
              tell(prompt.token(), outcome);
              return outcome;
            });
  }

  private void tell(ChallengeToken token, Outcome outcome) {
    if (settles(outcome)) {
      held.conclude(token, outcome);
    }
  }

  /** Whoever waits is told: the verdict, or that a code has to be typed instead. */
  static boolean settles(Outcome outcome) {
    return Conclusion.isVerdict(outcome)
        || (outcome instanceof Outcome.Challenged asked && asked.prompt().typed());
  }

  /** The end of a prompt is recorded as the end of the sign-in that opened it. */
  private static Start startOf(Challenge prompt) {
    return new Start(
        new Caller(
            prompt.listener(),
            prompt.application(),
            prompt.peer(),
            prompt.origin().clientAddress(),
            prompt.origin().owner()),
        prompt.requestId(),
        prompt.name(),
        Map.of(),
        Optional.empty(),
        true,
        prompt.origin().asks() ? Asking.TYPED : Asking.NEVER,
        false);
  }
}
