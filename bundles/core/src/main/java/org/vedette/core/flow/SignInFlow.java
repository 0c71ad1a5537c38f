package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.state.Challenge;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.flow.RunningSignIns.Start;
import org.vedette.core.settings.CoreSettings;

/** The sign-in flow: first factor, checks in order, second factor, conclusion. */
public final class SignInFlow implements AuthenticationService {
  private final Ports ports;
  private final PasswordThrottle throttle;
  private final OrderOfChecks checks;
  private final FirstFactor firstFactor;
  private final SecondFactor secondFactor;
  private final Conclusion conclusion;
  private final RunningSignIns running;
  private final Elsewhere elsewhere;

  /** Joins the parts. */
  public SignInFlow(
      Ports ports, Failures failures, Candidates candidates, PasswordThrottle throttle) {
    this.ports = ports;
    this.throttle = throttle;
    MethodCalls calls = new MethodCalls(candidates);
    TypedCode typedCode = new TypedCode(ports, calls);
    this.conclusion = new Conclusion(ports, new AuditTrail(ports));
    this.checks = new OrderOfChecks(ports, failures);
    this.firstFactor = new FirstFactor(ports, candidates, typedCode);
    this.secondFactor = new SecondFactor(ports, candidates, calls, typedCode, failures, conclusion);
    this.running = new RunningSignIns(ports);
    this.elsewhere = new Elsewhere(ports, running, checks, secondFactor, conclusion);
  }

  /** How many sign-ins run now, those included that wait for a person. */
  public int inFlight() {
    return running.count() + elsewhere.count();
  }

  /**
   * Starts nothing new, lets running steps end within {@code limit}, and hands the rest to the next
   * core: what used nothing up is asked again, what waits for a person is held on.
   */
  public void close(Duration limit) {
    running.close();
    running.drain(limit);
    running.moveOn();
    elsewhere.close();
  }

  @Override
  public CompletionStage<Outcome> authenticate(AuthRequest request) {
    Start start =
        new Start(
            request.caller(),
            request.id(),
            request.username(),
            request.attributes(),
            Optional.of(request.deadline()),
            request.waiting() == Waiting.HOLD,
            request.asking());
    return running
        .run(start, signIn -> first(signIn, request.credential()))
        .thenCompose(outcome -> elsewhere.afterFirst(request, outcome));
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token, String username, Answer answer, Caller caller) {
    return answer.match(
        typed -> typed(token, username, typed, caller),
        proof -> typed(token, username, proof, caller),
        signal -> elsewhere.signal(token, signal));
  }

  private CompletionStage<Outcome> typed(
      ChallengeToken token, String username, Answer answer, Caller caller) {
    Optional<Challenge> open = ports.challenges().find(token);
    String requestId = open.map(Challenge::requestId).orElseGet(() -> UUID.randomUUID().toString());
    Start start =
        new Start(caller, requestId, username, Map.of(), Optional.empty(), false, Asking.TYPED);
    return running.run(start, signIn -> second(signIn, token, answer));
  }

  @Override
  public CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    return elsewhere.hold(token, username, caller, deadline);
  }

  @Override
  public void abandon(ChallengeToken token, AbandonReason why) {
    ResultCode result = why == AbandonReason.EXPIRED ? ResultCode.TIMED_OUT : ResultCode.ABANDONED;
    ports
        .challenges()
        .take(token)
        .ifPresent(taken -> elsewhere.giveUp(taken, result, "given up: " + why));
  }

  /** First request: password, checks, then a code that came along or a challenge. */
  private CompletionStage<Outcome> first(SignIn signIn, Optional<Credential> credential) {
    signIn.credential(credential);
    CoreSettings settings = ports.settings().get();
    String name = signIn.name().orElse("");
    String source = source(signIn.caller());
    Instant now = ports.clock().instant();
    if (throttle.waits(
        source, name, settings.throttlePasswords(), settings.throttleWindow(), now)) {
      signIn.trace().add("too many wrong passwords from " + source);
      return conclusion.deny(signIn, ResultCode.THROTTLED);
    }
    return firstFactor
        .check(signIn, credential)
        .thenCompose(
            found ->
                found
                    .verdict()
                    .match(
                        confirmed -> {
                          throttle.succeeded(source, name);
                          return confirmed(signIn, confirmed, found.code());
                        },
                        refused -> {
                          throttle.failed(source, name, settings.throttleWindow(), now);
                          return conclusion.deny(signIn, ResultCode.PRIMARY_REFUSED);
                        },
                        notMine -> {
                          throttle.failed(source, name, settings.throttleWindow(), now);
                          return conclusion.deny(signIn, ResultCode.PRIMARY_REFUSED);
                        },
                        unreachable ->
                            CompletableFuture.completedFuture(
                                conclusion.unavailable(signIn, unreachable.why()))));
  }

  private CompletionStage<Outcome> confirmed(
      SignIn signIn, PrimaryVerdict.Confirmed confirmed, Optional<Answer> code) {
    signIn.confirmed(confirmed.attributes(), confirmed.groups());
    Optional<ResultCode> decision = checks.decide(signIn);
    if (decision.isPresent()) {
      ResultCode result = decision.get();
      return result.granted()
          ? conclusion.grant(signIn, result, Optional.empty(), Conclusion.Used.NOTHING)
          : conclusion.deny(signIn, result);
    }
    User user = signIn.user().orElseThrow();
    return code.map(answer -> secondFactor.judge(signIn, user, answer))
        .orElseGet(() -> secondFactor.ask(signIn, user));
  }

  /** Later request: the answer to a challenge. */
  private CompletionStage<Outcome> second(SignIn signIn, ChallengeToken token, Answer answer) {
    Optional<Challenge> taken = takeFor(signIn, token);
    if (taken.isEmpty() || signIn.user().isEmpty()) {
      return secondFactor.repeatedOr(
          signIn, () -> conclusion.deny(signIn, ResultCode.CHALLENGE_INVALID));
    }
    signIn.challenge(taken.get());
    Optional<ResultCode> barred = checks.stillBarred(signIn);
    if (barred.isPresent()) {
      return conclusion.deny(signIn, barred.get());
    }
    return secondFactor.judge(signIn, signIn.user().get(), answer);
  }

  /**
   * Takes the challenge if it was opened for this client and this user, and leaves it otherwise.
   */
  private Optional<Challenge> takeFor(SignIn signIn, ChallengeToken token) {
    Caller caller = signIn.caller();
    Optional<Challenge> open = ports.challenges().find(token);
    if (open.isEmpty()) {
      signIn.trace().add("challenge is unknown, used or expired");
      return open;
    }
    Challenge found = open.get();
    if (!Ownership.of(found, caller, signIn.typedName()) || found.origin().elsewhere()) {
      signIn
          .trace()
          .add(
              found.origin().elsewhere()
                  ? "the prompt is answered elsewhere, not by typing"
                  : Ownership.of(found, caller)
                      ? "challenge is another user's"
                      : "challenge is another client's");
      return Optional.empty();
    }
    return ports.challenges().take(token);
  }

  /** The person's device where the client names it, else the client. */
  private static String source(Caller caller) {
    return caller.clientAddress().isEmpty() ? caller.peer() : caller.clientAddress();
  }
}
