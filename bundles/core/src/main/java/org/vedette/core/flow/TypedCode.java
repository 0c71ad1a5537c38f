package org.vedette.core.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.Pin;
import org.vedette.core.checks.PinHash;
import org.vedette.core.flow.Candidates.Candidate;

/**
 * Holds a code against every enrollment that may serve: all are tried whichever fits, so that the
 * time does not tell which. A pure look: nothing is used up here.
 */
final class TypedCode {
  /**
   * What one enrollment made of the text.
   *
   * @param enrollment the enrollment
   * @param verdict the method's verdict on the code
   * @param pin whether the PIN was right; true where none is asked
   */
  record Tried(Enrollment enrollment, Verification verdict, boolean pin) {
    boolean accepted() {
      return verdict instanceof Verification.Accepted;
    }

    boolean withPin() {
      return enrollment.mode().equals(Enrollment.PIN);
    }

    /** Returns the result to record: success, or the denial that says most. */
    ResultCode result() {
      return verdict.match(
          accepted -> pin ? withPin(accepted.result()) : wrongPin(accepted.result()),
          refused -> withPin(refused.result()),
          pending -> ResultCode.METHOD_REFUSED,
          pin -> ResultCode.METHOD_REFUSED,
          chosen -> ResultCode.METHOD_REFUSED,
          unable -> ResultCode.NO_USABLE_METHOD);
    }

    private static ResultCode wrongPin(ResultCode code) {
      return code == ResultCode.SENT_CODE_VERIFIED
          ? ResultCode.SENT_CODE_PIN_WRONG
          : ResultCode.OATH_PIN_WRONG;
    }

    private ResultCode withPin(ResultCode plain) {
      if (!withPin()) {
        return plain;
      }
      return switch (plain) {
        case OATH_VERIFIED -> ResultCode.OATH_PIN_VERIFIED;
        case OATH_WRONG -> ResultCode.OATH_PIN_WRONG;
        case SENT_CODE_VERIFIED -> ResultCode.SENT_CODE_PIN_VERIFIED;
        case SENT_CODE_WRONG -> ResultCode.SENT_CODE_PIN_WRONG;
        default -> plain;
      };
    }
  }

  private final Ports ports;
  private final MethodCalls calls;

  TypedCode(Ports ports, MethodCalls calls) {
    this.ports = ports;
    this.calls = calls;
  }

  /** Tries an answer with each candidate that takes codes, in order. */
  List<Tried> tryAll(SignIn signIn, List<Candidate> all, Answer code) {
    List<Tried> tried = new ArrayList<>();
    for (Candidate each : all) {
      each.method()
          .filter(method -> method.info().answer() == MethodInfo.AnswerKind.TYPED)
          .ifPresent(method -> tried.add(tryOne(signIn, each.enrollment(), method, code)));
    }
    return tried;
  }

  /**
   * Returns the best of what was tried: right, then right but for the PIN, then used, then wrong.
   */
  static Optional<Tried> best(List<Tried> tried) {
    return tried.stream().min(Comparator.comparingInt(TypedCode::rank));
  }

  private static int rank(Tried tried) {
    if (tried.accepted()) {
      return tried.pin() ? 0 : 1;
    }
    if (tried.verdict() instanceof Verification.Pending) {
      return 1;
    }
    return switch (tried.result()) {
      case OATH_DUPLICATE -> 2;
      case OATH_OLD -> 3;
      case NO_USABLE_METHOD -> 5;
      default -> 4;
    };
  }

  private Tried tryOne(
      SignIn signIn, Enrollment enrollment, AuthenticationMethod method, Answer code) {
    return code instanceof Answer.Typed typed
        ? tryText(signIn, enrollment, method, typed.text())
        : tryProof(signIn, enrollment, method, code);
  }

  /** A proof is of the code alone: no PIN can be cut off it. */
  private Tried tryProof(
      SignIn signIn, Enrollment enrollment, AuthenticationMethod method, Answer proof) {
    Verification verdict =
        enrollment.mode().equals(Enrollment.PIN)
            ? new Verification.Unable("a PIN cannot be checked by CHAP")
            : calls.verify(signIn, enrollment, method, proof);
    return new Tried(enrollment, verdict, true);
  }

  private Tried tryText(
      SignIn signIn, Enrollment enrollment, AuthenticationMethod method, Secret text) {
    boolean withPin = enrollment.mode().equals(Enrollment.PIN);
    int length = enrollment.codeLength();
    boolean split = withPin && length > 0 && text.length() > length;
    try (Secret code = split ? text.part(0, length) : text.part(0, text.length());
        Secret pin = split ? text.part(length, text.length()) : Secret.of("")) {
      boolean pinRight = !withPin || pinRight(enrollment, pin);
      Verification verdict = calls.verify(signIn, enrollment, method, new Answer.Typed(code));
      return new Tried(enrollment, verdict, pinRight);
    }
  }

  /** Returns whether it is the user's PIN. */
  boolean pinRight(Enrollment enrollment, Secret typed) {
    Optional<Pin> pin = ports.records().find(Pin.TYPE, enrollment.user());
    return new PinHash(ports.vault()).matches(pin, typed);
  }

  /** Returns whether the user's PIN has to be changed before it may be used again. */
  boolean pinExpired(Tried tried, Instant now) {
    return tried.withPin() && pinExpired(tried.enrollment(), now);
  }

  /** Returns whether the PIN of the enrollment's user has to be changed. */
  boolean pinExpired(Enrollment enrollment, Instant now) {
    return ports
        .records()
        .find(Pin.TYPE, enrollment.user())
        .map(pin -> pin.mustChange() || pin.expires().map(now::isAfter).orElse(false))
        .orElse(false);
  }
}
