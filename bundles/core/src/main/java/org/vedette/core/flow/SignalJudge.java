package org.vedette.core.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.Verification;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.flow.Conclusion.Used;

/** Judges answers that came by another road: keys pressed, a text, an approval. */
final class SignalJudge {
  private final Ports ports;
  private final MethodCalls calls;
  private final TypedCode typedCode;
  private final Failures failures;
  private final Conclusion conclusion;
  private final Deliveries deliveries;
  private final SecondFactor secondFactor;

  SignalJudge(
      Ports ports,
      MethodCalls calls,
      TypedCode typedCode,
      Failures failures,
      Conclusion conclusion,
      SecondFactor secondFactor) {
    this.ports = ports;
    this.calls = calls;
    this.typedCode = typedCode;
    this.failures = failures;
    this.conclusion = conclusion;
    this.deliveries = new Deliveries(ports, conclusion);
    this.secondFactor = secondFactor;
  }

  /** Judges an answer to the question that {@code signIn} has taken. */
  CompletionStage<Outcome> judge(SignIn signIn, User user, Answer.Signal signal) {
    Optional<Challenge> open = signIn.challenge();
    Optional<Enrollment> asked =
        open.flatMap(it -> ports.records().find(Enrollment.TYPE, it.enrollment()))
            .filter(Enrollment::enabled);
    if (asked.isEmpty()) {
      signIn.trace().add("the enrollment that asked is gone");
      return conclusion.deny(signIn, ResultCode.NO_USABLE_METHOD);
    }
    Enrollment enrollment = asked.get();
    return ports
        .methods()
        .await(enrollment.method(), signIn.left(ports.clock().instant(), Candidates.GAP))
        .thenCompose(
            method ->
                method.isEmpty()
                    ? done(conclusion.unavailable(signIn, "the method bundle is missing"))
                    : conclude(
                        new Judged(signIn, user, open.get(), enrollment),
                        calls.verify(signIn, enrollment, method.get(), signal),
                        List.of()));
  }

  private record Judged(SignIn signIn, User user, Challenge open, Enrollment enrollment) {
    Optional<Enrollment> by() {
      return Optional.of(enrollment);
    }
  }

  /**
   * @param counted failures that are counted with the verdict
   */
  private CompletionStage<Outcome> conclude(
      Judged judged, Verification verdict, List<RegisterWrite> counted) {
    SignIn signIn = judged.signIn();
    Instant now = ports.clock().instant();
    return verdict.match(
        accepted ->
            conclusion.grant(
                signIn,
                accepted.result(),
                judged.by(),
                secondFactor.succeeded(
                    signIn,
                    judged.user(),
                    conclusion.used(signIn, judged.enrollment(), accepted),
                    now)),
        refused -> {
          signIn.trace().add("method " + judged.enrollment().method() + ": " + refused.detail());
          return conclusion.deny(
              signIn, refused.result(), judged.by(), new Used(Optional.empty(), counted));
        },
        pending -> askBack(judged, pending, counted),
        typed -> pin(judged, typed, now),
        unable -> done(conclusion.unavailable(signIn, unable.why())));
  }

  private CompletionStage<Outcome> pin(Judged judged, Verification.PinTyped typed, Instant now) {
    if (typedCode.pinRight(judged.enrollment(), typed.pin())) {
      return typedCode.pinExpired(judged.enrollment(), now)
          ? conclusion.deny(judged.signIn(), ResultCode.PIN_EXPIRED, judged.by(), Used.NOTHING)
          : conclude(judged, typed.right(), List.of());
    }
    judged.signIn().trace().add("PIN wrong");
    return conclude(
        judged,
        typed.wrong(),
        failures.denied(judged.user().id(), true, ports.settings().get(), now));
  }

  /** The question goes on: the person is asked again, perhaps by another call. */
  private CompletionStage<Outcome> askBack(
      Judged judged, Verification.Pending pending, List<RegisterWrite> counted) {
    SignIn signIn = judged.signIn();
    return conclusion
        .goOn(signIn, judged.open(), judged.enrollment(), pending, counted)
        .thenCompose(
            outcome ->
                outcome instanceof Outcome.Challenged challenged
                    ? deliveries.send(signIn, pending.sends(), challenged)
                    : done(outcome));
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
