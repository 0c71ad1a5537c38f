package org.vedette.core.flow;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.MethodInfo.AnswerKind;
import org.vedette.api.method.Verification;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.flow.Candidates.Candidate;
import org.vedette.core.flow.Conclusion.Used;

/**
 * The way out that an application may offer when a person who was asked elsewhere said no or
 * nothing, or could not be asked: a code of another method, typed.
 */
final class Fallback {
  /** Endings after which another method is offered; who reports fraud is asked no more. */
  private static final Set<ResultCode> OPEN =
      EnumSet.of(
          ResultCode.METHOD_REFUSED,
          ResultCode.SENT_CODE_WRONG,
          ResultCode.SENT_CODE_PIN_WRONG,
          ResultCode.CALL_WRONG,
          ResultCode.CALL_PIN_WRONG,
          ResultCode.CALL_UNENDED,
          ResultCode.CALL_SILENT,
          ResultCode.CALL_HUNG_UP,
          ResultCode.CALL_UNANSWERED,
          ResultCode.CALL_INVALID_NUMBER,
          ResultCode.CALL_FAILED,
          ResultCode.DELIVERY_REFUSED,
          ResultCode.DELIVERY_FAILED,
          ResultCode.TIMED_OUT);

  private final Ports ports;
  private final Candidates candidates;
  private final MethodCalls calls;
  private final Conclusion conclusion;

  Fallback(Ports ports, Candidates candidates, MethodCalls calls, Conclusion conclusion) {
    this.ports = ports;
    this.candidates = candidates;
    this.calls = calls;
    this.conclusion = conclusion;
  }

  /** The success to record when the code was right. */
  static ResultCode success(ResultCode plain) {
    return switch (plain) {
      case OATH_VERIFIED, OATH_PIN_VERIFIED -> ResultCode.FALLBACK_OATH_VERIFIED;
      case QUESTIONS_VERIFIED -> ResultCode.FALLBACK_QUESTIONS_VERIFIED;
      default -> plain;
    };
  }

  /**
   * Asks for a code of another method, where there is one.
   *
   * @param result what the sign-in would end with
   * @param counted what is written beside it
   * @param deny ends it so
   */
  CompletionStage<Outcome> or(
      SignIn signIn,
      ResultCode result,
      List<RegisterWrite> counted,
      Supplier<CompletionStage<Outcome>> deny) {
    Optional<User> user = signIn.user();
    boolean offered = !signIn.application().otherwise().methods().isEmpty();
    if (!offered || user.isEmpty() || !signIn.asks() || !OPEN.contains(result)) {
      return deny.get();
    }
    return candidates
        .withMethods(
            candidates.instead(user.get(), signIn.application()).stream()
                .filter(each -> signIn.ruling().allows(each.method()))
                .toList(),
            signIn.left(ports.clock().instant(), Candidates.GAP))
        .thenCompose(
            all -> {
              for (Candidate each : all) {
                Optional<Verification.Pending> asked = ask(signIn, each);
                if (asked.isPresent()) {
                  return open(signIn, user.get(), each.enrollment(), asked.get(), result, counted);
                }
              }
              return deny.get();
            });
  }

  private Optional<Verification.Pending> ask(SignIn signIn, Candidate candidate) {
    return candidate
        .method()
        .filter(method -> method.info().answer() == AnswerKind.TYPED)
        .map(method -> calls.begin(signIn, candidate.enrollment(), method))
        .filter(Verification.Pending.class::isInstance)
        .map(Verification.Pending.class::cast)
        .filter(pending -> pending.sends().isEmpty());
  }

  private CompletionStage<Outcome> open(
      SignIn signIn,
      User user,
      Enrollment enrollment,
      Verification.Pending pending,
      ResultCode result,
      List<RegisterWrite> counted) {
    signIn.trace().add(result + ": " + enrollment.method() + " is asked for instead");
    return conclusion.challenge(
        signIn,
        user,
        enrollment,
        pending,
        Questions.Way.INSTEAD,
        signIn.application().tries(),
        new Used(Optional.empty(), counted));
  }
}
