package org.vedette.core.flow;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Answer;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.user.Enrollment;

/** Calls methods with an enrollment whose secret is open only meanwhile. */
final class MethodCalls {
  private static final Logger LOG = LoggerFactory.getLogger(MethodCalls.class);

  private final Candidates candidates;

  MethodCalls(Candidates candidates) {
    this.candidates = candidates;
  }

  /** Has the method begin. */
  Verification begin(SignIn signIn, Enrollment enrollment, AuthenticationMethod method) {
    return opened(
        enrollment,
        method,
        enrolled ->
            method.begin(
                enrolled,
                candidates.context(
                    signIn.user(), signIn.application().label(), enrollment.method())));
  }

  /** Has the method check an answer, with the challenge if this enrollment opened it. */
  Verification verify(
      SignIn signIn, Enrollment enrollment, AuthenticationMethod method, Answer answer) {
    return opened(
        enrollment,
        method,
        enrolled ->
            method.verify(
                enrolled,
                signIn
                    .challenge()
                    .filter(open -> open.enrollment().equals(enrollment.id()))
                    .map(open -> new OpenChallenge(open.opened(), open.data())),
                answer,
                candidates.context(
                    signIn.user(), signIn.application().label(), enrollment.method())));
  }

  private Verification opened(
      Enrollment enrollment, AuthenticationMethod method, Function<Enrolled, Verification> call) {
    try {
      Enrolled enrolled = candidates.prepare(enrollment, method.registers());
      try {
        return call.apply(enrolled);
      } finally {
        enrolled.secret().ifPresent(Secret::close);
      }
    } catch (UnsealException unopened) {
      LOG.error(
          "The secret of an enrollment cannot be opened. enrollment={} cause={}",
          enrollment.id(),
          unopened.getMessage());
      return new Verification.Unable("its secret cannot be opened");
    }
  }
}
