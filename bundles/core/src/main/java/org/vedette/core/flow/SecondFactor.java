package org.vedette.core.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.flow.Candidates.Candidate;
import org.vedette.core.flow.Conclusion.Used;
import org.vedette.core.flow.TypedCode.Tried;

/** Asks for the second factor, and judges what is answered. */
final class SecondFactor {
  private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);

  private final Ports ports;
  private final Candidates candidates;
  private final TypedCode typedCode;
  private final Failures failures;
  private final Conclusion conclusion;

  SecondFactor(
      Ports ports,
      Candidates candidates,
      TypedCode typedCode,
      Failures failures,
      Conclusion conclusion) {
    this.ports = ports;
    this.candidates = candidates;
    this.typedCode = typedCode;
    this.failures = failures;
    this.conclusion = conclusion;
  }

  /** Opens a challenge with the first enrollment that can. */
  CompletionStage<Outcome> ask(SignIn signIn, User user) {
    int tries = signIn.application().tries();
    return ready(signIn, user)
        .thenCompose(all -> askFirstAble(signIn, user, all, tries, List.of()));
  }

  /** Judges typed text: the answer to a challenge, or a code that came with the password. */
  CompletionStage<Outcome> judge(SignIn signIn, User user, Secret text) {
    return ready(signIn, user)
        .thenCompose(
            all -> {
              List<Tried> tried = typedCode.tryAll(signIn, all, text);
              tried.forEach(each -> trace(signIn, each));
              Optional<Tried> best = TypedCode.best(tried);
              boolean missing = all.stream().anyMatch(each -> each.method().isEmpty());
              if (missing && best.filter(Tried::accepted).isEmpty()) {
                return done(conclusion.unavailable(signIn, "a method bundle is missing"));
              }
              return best.map(it -> conclude(signIn, user, all, it))
                  .orElseGet(() -> conclusion.deny(signIn, ResultCode.NO_USABLE_METHOD));
            });
  }

  private CompletionStage<List<Candidate>> ready(SignIn signIn, User user) {
    List<Enrollment> allowed = candidates.allowed(user, signIn.application());
    return candidates.withMethods(allowed, signIn.left(ports.clock().instant(), Candidates.GAP));
  }

  private CompletionStage<Outcome> askFirstAble(
      SignIn signIn, User user, List<Candidate> all, int tries, List<RegisterWrite> registers) {
    boolean missing = false;
    for (Candidate each : all) {
      if (each.method().isEmpty()) {
        missing = true;
        continue;
      }
      Verification begun = begin(signIn, each.enrollment(), each.method().get());
      if (begun instanceof Verification.Pending pending && pending.sends().isEmpty()) {
        return conclusion.challenge(signIn, user, each.enrollment(), pending, tries, registers);
      }
      signIn.trace().add("method " + each.enrollment().method() + " cannot ask: " + whyNot(begun));
    }
    return missing
        ? done(conclusion.unavailable(signIn, "the bundle of the user's method is missing"))
        : conclusion.deny(signIn, ResultCode.NO_USABLE_METHOD);
  }

  private static String whyNot(Verification begun) {
    return begun.match(
        accepted -> "it accepted without being asked",
        refused -> refused.detail(),
        pending -> "no gateway for " + pending.sends().get(0).channel(),
        unable -> unable.why());
  }

  private Verification begin(SignIn signIn, Enrollment enrollment, AuthenticationMethod method) {
    try {
      Enrolled enrolled = candidates.prepare(enrollment, method.registers());
      try {
        return method.begin(
            enrolled, candidates.context(signIn.user(), signIn.application().label()));
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

  private CompletionStage<Outcome> conclude(
      SignIn signIn, User user, List<Candidate> all, Tried best) {
    Instant now = ports.clock().instant();
    Optional<Enrollment> by = Optional.of(best.enrollment());
    if (best.verdict() instanceof Verification.Accepted accepted) {
      Used used = conclusion.used(signIn, best.enrollment(), accepted);
      if (!best.pin()) {
        // A right code with a wrong PIN is used up, and answered like a wrong code.
        return conclusion.deny(signIn, best.result(), by, failed(user, best, used, now));
      }
      if (typedCode.pinExpired(best, now)) {
        return conclusion.deny(signIn, ResultCode.PIN_EXPIRED, by, used);
      }
      return conclusion.grant(signIn, best.result(), by, succeeded(user, used, now));
    }
    ResultCode result = best.result();
    if (result == ResultCode.NO_USABLE_METHOD) {
      return conclusion.deny(signIn, result);
    }
    if (result == ResultCode.OATH_DUPLICATE || result == ResultCode.OATH_OLD) {
      return repeatedOr(signIn, () -> conclusion.deny(signIn, result, by, Used.NOTHING));
    }
    return wrong(signIn, user, all, best, now);
  }

  /** A wrong code may be tried again while the challenge has tries left. */
  private CompletionStage<Outcome> wrong(
      SignIn signIn, User user, List<Candidate> all, Tried best, Instant now) {
    Used counted = failed(user, best, Used.NOTHING, now);
    int left = signIn.challenge().map(open -> open.triesLeft() - 1).orElse(0);
    if (left > 0) {
      signIn.trace().add("wrong, " + left + " tries left");
      return askFirstAble(signIn, user, all, left, counted.registers());
    }
    boolean several = signIn.challenge().isPresent() && signIn.application().tries() > 1;
    return conclusion.deny(
        signIn,
        several ? ResultCode.TRIES_EXCEEDED : best.result(),
        Optional.of(best.enrollment()),
        counted);
  }

  /** Answers a repetition of a request that was answered already with its first outcome. */
  CompletionStage<Outcome> repeatedOr(SignIn signIn, Supplier<CompletionStage<Outcome>> otherwise) {
    return conclusion
        .firstOutcome(signIn)
        .thenCompose(first -> first.map(SecondFactor::done).orElseGet(otherwise));
  }

  private Used failed(User user, Tried best, Used used, Instant now) {
    return with(used, failures.denied(user.id(), best.withPin(), ports.settings().get(), now));
  }

  private Used succeeded(User user, Used used, Instant now) {
    return with(used, failures.forgotten(user.id(), now));
  }

  private static Used with(Used used, List<RegisterWrite> more) {
    List<RegisterWrite> all = new ArrayList<>(used.registers());
    all.addAll(more);
    return new Used(used.claim(), all);
  }

  private static void trace(SignIn signIn, Tried tried) {
    String detail =
        tried
            .verdict()
            .match(
                accepted -> tried.pin() ? "code right" : "code right, PIN wrong",
                refused -> refused.detail(),
                pending -> "asked back",
                unable -> unable.why());
    Enrollment enrollment = tried.enrollment();
    signIn
        .trace()
        .add("method " + enrollment.method() + " enrollment " + enrollment.id() + ": " + detail);
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
