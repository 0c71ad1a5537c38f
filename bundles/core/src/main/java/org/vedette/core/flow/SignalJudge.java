package org.vedette.core.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Actor;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.enrolling.PinDesk;
import org.vedette.core.flow.Conclusion.Used;

/** Judges answers that came by another road: keys pressed, a text, an approval. */
final class SignalJudge {
  /** Endings that count as a wrong code. */
  private static final Set<ResultCode> WRONG =
      EnumSet.of(
          ResultCode.SENT_CODE_WRONG,
          ResultCode.SENT_CODE_PIN_WRONG,
          ResultCode.CALL_WRONG,
          ResultCode.CALL_PIN_WRONG);

  /** Endings by which a person says no. */
  private static final Set<ResultCode> NO =
      EnumSet.of(ResultCode.METHOD_REFUSED, ResultCode.CALL_HUNG_UP, ResultCode.FRAUD_REPORTED);

  private final Ports ports;
  private final MethodCalls calls;
  private final TypedCode typedCode;
  private final Failures failures;
  private final Conclusion conclusion;
  private final Deliveries deliveries;
  private final SecondFactor secondFactor;
  private final Fallback fallback;
  private final FraudDesk frauds;
  private final PinDesk pins;

  SignalJudge(
      Ports ports,
      MethodCalls calls,
      TypedCode typedCode,
      Failures failures,
      Conclusion conclusion,
      SecondFactor secondFactor,
      Fallback fallback,
      FraudDesk frauds) {
    this.ports = ports;
    this.calls = calls;
    this.typedCode = typedCode;
    this.failures = failures;
    this.conclusion = conclusion;
    this.deliveries = new Deliveries(ports, conclusion, fallback);
    this.secondFactor = secondFactor;
    this.fallback = fallback;
    this.frauds = frauds;
    this.pins = new PinDesk(ports);
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
        refused -> refuse(judged, refused, counted, now),
        pending -> askBack(judged, pending, counted),
        typed -> pin(judged, typed, now),
        chosen -> newPin(judged, chosen),
        unable -> done(conclusion.unavailable(signIn, unable.why())));
  }

  private CompletionStage<Outcome> refuse(
      Judged judged, Verification.Refused refused, List<RegisterWrite> counted, Instant now) {
    SignIn signIn = judged.signIn();
    ResultCode result = refused.result();
    signIn.trace().add("method " + judged.enrollment().method() + ": " + refused.detail());
    List<RegisterWrite> writes = new ArrayList<>(counted);
    if (counted.isEmpty() && WRONG.contains(result)) {
      boolean withPin = judged.enrollment().mode().equals(Enrollment.PIN);
      writes.addAll(failures.denied(judged.user().id(), withPin, ports.settings().get(), now));
    }
    if (NO.contains(result)) {
      ports.outbox().declined(judged.user().id());
    }
    if (result == ResultCode.FRAUD_REPORTED) {
      writes.addAll(frauds.reported(signIn, judged.user(), now));
    }
    return fallback.or(
        signIn,
        result,
        writes,
        () -> conclusion.deny(signIn, result, judged.by(), new Used(Optional.empty(), writes)));
  }

  private CompletionStage<Outcome> pin(Judged judged, Verification.PinTyped typed, Instant now) {
    if (typedCode.pinRight(judged.enrollment(), typed.pin())) {
      return typedCode.pinExpired(judged.enrollment(), now)
          ? askForNewPin(judged)
          : conclude(judged, typed.right(), List.of());
    }
    judged.signIn().trace().add("PIN wrong");
    return conclude(
        judged,
        typed.wrong(),
        failures.denied(judged.user().id(), true, ports.settings().get(), now));
  }

  /** Has the method ask for a new PIN, where it can. */
  private CompletionStage<Outcome> askForNewPin(Judged judged) {
    SignIn signIn = judged.signIn();
    signIn.trace().add("the PIN has to be changed");
    Optional<AuthenticationMethod> method = ports.methods().find(judged.enrollment().method());
    Answer.Signal expired = new Answer.Signal(Verification.PIN_EXPIRED, Secret.of(""));
    return method
        .map(it -> calls.verify(signIn, judged.enrollment(), it, expired))
        .filter(Verification.Pending.class::isInstance)
        .map(asks -> conclude(judged, asks, List.of()))
        .orElseGet(
            () -> conclusion.deny(signIn, ResultCode.PIN_EXPIRED, judged.by(), Used.NOTHING));
  }

  private CompletionStage<Outcome> newPin(Judged judged, Verification.PinChosen chosen) {
    SignIn signIn = judged.signIn();
    Actor owner = new Actor(signIn.reportedName(), "sign-in", signIn.caller().peer());
    return pins.set(judged.user().id(), Optional.of(chosen.pin()), false, owner)
        .thenCompose(
            trouble -> {
              if (trouble.isEmpty()) {
                signIn.trace().add("the PIN was changed");
                return conclude(judged, chosen.right(), List.of());
              }
              if (trouble.get() instanceof EnrollResult.Rejected rejected) {
                signIn.trace().add("new PIN refused: " + rejected.message());
                return conclude(judged, chosen.bad(), List.of());
              }
              return done(conclusion.unavailable(signIn, "the new PIN cannot be stored"));
            });
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
