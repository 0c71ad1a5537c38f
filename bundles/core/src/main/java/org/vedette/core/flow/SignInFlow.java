package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
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
import org.vedette.api.primary.AccountEntry;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.state.Challenge;
import org.vedette.api.user.User;
import org.vedette.core.checks.Bypasses;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.flow.NameResolver.Resolved;
import org.vedette.core.flow.RunningSignIns.Start;

/** The sign-in flow: first factor, checks in order, second factor, conclusion. */
public final class SignInFlow implements AuthenticationService {
  private final Ports ports;
  private final PasswordTries tries;
  private final OrderOfChecks checks;
  private final FirstFactor firstFactor;
  private final NameResolver names;
  private final SecondFactor secondFactor;
  private final PinChange pinChange;
  private final Conclusion conclusion;
  private final RunningSignIns running;
  private final Elsewhere elsewhere;
  private final HeldRequests held;

  /**
   * Joins the parts.
   *
   * @param frauds told of reported fraud; must not block
   */
  public SignInFlow(
      Ports ports,
      Failures failures,
      Candidates candidates,
      PasswordThrottle throttle,
      BiConsumer<User, Map<String, String>> frauds) {
    this.ports = ports;
    this.tries = new PasswordTries(ports, throttle);
    MethodCalls calls = new MethodCalls(candidates);
    TypedCode typedCode = new TypedCode(ports, calls);
    this.conclusion = new Conclusion(ports, new AuditTrail(ports));
    this.checks = new OrderOfChecks(ports, failures);
    this.firstFactor = new FirstFactor(ports, candidates, typedCode);
    this.names = new NameResolver(ports);
    ports.policies().explainer(new MadeUpSignIns(ports, failures, names));
    Fallback fallback = new Fallback(ports, candidates, calls, conclusion);
    this.pinChange = new PinChange(ports, failures, conclusion);
    this.secondFactor =
        new SecondFactor(
            ports, candidates, calls, typedCode, failures, conclusion, fallback, pinChange);
    this.running = new RunningSignIns(ports);
    SignalJudge signals =
        new SignalJudge(
            ports,
            calls,
            typedCode,
            failures,
            conclusion,
            secondFactor,
            fallback,
            new FraudDesk(ports, frauds));
    this.elsewhere = new Elsewhere(ports, running, checks, signals, fallback, conclusion);
    this.held = new HeldRequests(token -> abandon(token, AbandonReason.CLIENT_GONE));
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
            request.asking(),
            request.groups());
    Supplier<CompletionStage<Outcome>> step =
        () -> running.run(start, signIn -> first(signIn, request.credential()));
    return request.waiting() == Waiting.HOLD ? held(start, request.deadline(), step) : step.get();
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token,
      String username,
      Answer answer,
      Caller caller,
      Waiting waiting,
      Optional<Instant> deadline) {
    if (answer instanceof Answer.Signal signal) {
      return signal(token, signal);
    }
    Optional<Challenge> open = ports.challenges().find(token);
    Start start =
        new Start(
            caller,
            open.map(Challenge::requestId).orElseGet(() -> UUID.randomUUID().toString()),
            username,
            Map.of(),
            deadline,
            waiting == Waiting.HOLD,
            answer instanceof Answer.Typed ? Asking.TYPED : Asking.NEVER,
            false);
    Supplier<CompletionStage<Outcome>> step =
        () -> running.run(start, signIn -> second(signIn, token, answer));
    return waiting == Waiting.HOLD && deadline.isPresent()
        ? held(start, deadline.get(), step)
        : step.get();
  }

  /** Runs a step, and waits on for what becomes of a prompt that it led to. */
  private CompletionStage<Outcome> held(
      Start start, Instant deadline, Supplier<CompletionStage<Outcome>> step) {
    return held.hold(
        start.caller(),
        request ->
            step.get()
                .thenCompose(
                    outcome -> {
                      CompletionStage<Outcome> waiting =
                          elsewhere.holdAfter(start, deadline, outcome);
                      if (outcome instanceof Outcome.Challenged asked && !asked.prompt().typed()) {
                        held.waits(request, asked.token());
                      }
                      return waiting;
                    }));
  }

  /** Judges an answer that came by another road. */
  public CompletionStage<Outcome> signal(ChallengeToken token, Answer.Signal signal) {
    return elsewhere.signal(token, signal);
  }

  @Override
  public CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    return held.hold(
        caller,
        request -> {
          held.waits(request, token);
          return elsewhere.hold(token, username, caller, deadline);
        });
  }

  @Override
  public void withdraw(Caller caller) {
    held.withdraw(caller);
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
    if (tries.mustWait(signIn)) {
      return conclusion.deny(signIn, ResultCode.THROTTLED);
    }
    return names.neededFirst(signIn, credential)
        ? names
            .resolve(signIn, Optional.empty())
            .thenCompose(resolved -> knownFirst(signIn, resolved, credential))
        : check(signIn, credential);
  }

  private CompletionStage<Outcome> check(SignIn signIn, Optional<Credential> credential) {
    return firstFactor.check(signIn, credential).thenCompose(found -> judged(signIn, found));
  }

  /** What is wrong with the name is not said before the password was right. */
  private CompletionStage<Outcome> knownFirst(
      SignIn signIn, Resolved resolved, Optional<Credential> credential) {
    return resolved.match(
        known -> {
          found(signIn, known);
          return check(signIn, credential);
        },
        nobody -> check(signIn, credential),
        ambiguous -> check(signIn, credential),
        unknown ->
            CompletableFuture.completedFuture(conclusion.unavailable(signIn, unknown.why())));
  }

  private static void found(SignIn signIn, Resolved.Known known) {
    signIn.user(Optional.of(known.user()));
    signIn.trace().add(known.how());
  }

  /** What primary authentication said decides how it goes on. */
  private CompletionStage<Outcome> judged(SignIn signIn, FirstFactor.Found found) {
    return found
        .verdict()
        .match(
            confirmed -> {
              tries.right(signIn);
              return named(signIn, confirmed, found.code());
            },
            asked -> asked(signIn, asked),
            refused -> {
              signIn.refused(refused.detail());
              signIn.said(refused.attributes(), Set.of());
              return refused(signIn);
            },
            notMine -> refused(signIn),
            unreachable ->
                CompletableFuture.completedFuture(
                    conclusion.unavailable(signIn, unreachable.why())));
  }

  private CompletionStage<Outcome> refused(SignIn signIn) {
    tries.wrong(signIn);
    return conclusion.deny(signIn, ResultCode.PRIMARY_REFUSED);
  }

  /** The authenticator's own question goes to the person, where there is a way to ask it. */
  private CompletionStage<Outcome> asked(SignIn signIn, PrimaryVerdict.Asked asked) {
    if (!signIn.opaque() && !signIn.asks()) {
      signIn.trace().add("it cannot be asked over this client or protocol");
      return conclusion.deny(signIn, ResultCode.CANNOT_ASK);
    }
    return conclusion.relay(signIn, asked);
  }

  /** The password is right: now whose it is may be said, where the name left it open. */
  private CompletionStage<Outcome> named(
      SignIn signIn, PrimaryVerdict.Confirmed confirmed, Optional<Answer> code) {
    if (!names.needed(signIn)) {
      return confirmed(signIn, confirmed, code);
    }
    return names
        .resolve(signIn, AccountEntry.find(confirmed.attributes()))
        .thenCompose(
            resolved ->
                resolved.match(
                    known -> {
                      found(signIn, known);
                      return confirmed(signIn, confirmed, code);
                    },
                    nobody -> confirmed(signIn, confirmed, code),
                    ambiguous -> {
                      signIn.trace().add("ambiguous name: " + ambiguous.why());
                      return conclusion.deny(signIn, ResultCode.AMBIGUOUS);
                    },
                    unknown ->
                        CompletableFuture.completedFuture(
                            conclusion.unavailable(signIn, unknown.why()))));
  }

  private CompletionStage<Outcome> confirmed(
      SignIn signIn, PrimaryVerdict.Confirmed confirmed, Optional<Answer> code) {
    signIn.said(confirmed.attributes(), confirmed.groups());
    Optional<ResultCode> decision = checks.decide(signIn);
    if (decision.isPresent()) {
      ResultCode result = decision.get();
      return result.granted()
          ? conclusion.grant(signIn, result, Optional.empty(), usedBy(signIn))
          : conclusion.deny(signIn, result);
    }
    User user = signIn.user().orElseThrow();
    return code.map(answer -> secondFactor.judge(signIn, user, answer))
        .orElseGet(() -> secondFactor.ask(signIn, user));
  }

  /** A bypass is used up by the grant that it gives, by one request only. */
  private Conclusion.Used usedBy(SignIn signIn) {
    return signIn
        .bypass()
        .map(
            bypass ->
                new Conclusion.Used(
                    Optional.of(Bypasses.claim(bypass, signIn.caller().owner())),
                    List.of(Bypasses.used(bypass))))
        .orElse(Conclusion.Used.NOTHING);
  }

  /** Later request: the answer to a challenge. */
  private CompletionStage<Outcome> second(SignIn signIn, ChallengeToken token, Answer answer) {
    Optional<Challenge> taken = takeFor(signIn, token);
    if (taken.isPresent() && taken.get().method().equals(Challenge.PRIMARY)) {
      return answered(signIn, taken.get(), answer);
    }
    taken.ifPresent(it -> whoWasAsked(signIn, it));
    if (taken.isEmpty() || signIn.user().isEmpty()) {
      return secondFactor.repeatedOr(
          signIn, () -> conclusion.deny(signIn, ResultCode.CHALLENGE_INVALID));
    }
    signIn.challenge(taken.get());
    Optional<ResultCode> barred = checks.stillBarred(signIn);
    if (barred.isPresent()) {
      return conclusion.deny(signIn, barred.get());
    }
    if (taken.get().method().equals(Challenge.NEW_PIN)) {
      return pinChange.answered(signIn, taken.get(), answer);
    }
    return secondFactor.judge(signIn, signIn.user().get(), answer);
  }

  /** Who was asked answers, whatever form of the name came with the answer. */
  private void whoWasAsked(SignIn signIn, Challenge taken) {
    if (!signIn.user().map(User::id).equals(Optional.of(taken.user()))) {
      signIn.user(ports.records().find(User.TYPE, taken.user()));
    }
  }

  /** The answer to a question of the primary authenticator goes back to it. */
  private CompletionStage<Outcome> answered(SignIn signIn, Challenge taken, Answer answer) {
    signIn.challenge(taken);
    Optional<Credential> shown =
        answer.match(
            typed -> Optional.of(new Credential.Typed(typed.text())),
            proof -> Optional.of(proof.chap()),
            opaque -> Optional.of(opaque.credential()),
            signal -> Optional.empty());
    signIn.credential(shown);
    return shown
        .map(credential -> firstFactor.goOn(signIn, credential, taken.data()))
        .map(found -> found.thenCompose(it -> judged(signIn, it)))
        .orElseGet(() -> conclusion.deny(signIn, ResultCode.CHALLENGE_INVALID));
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
    if (!Ownership.of(found, caller, signIn.name()) || found.origin().elsewhere()) {
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
}
