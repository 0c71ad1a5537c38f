package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.Challenge;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.PasswordThrottle;
import org.vedette.core.settings.CoreSettings;

/** The sign-in flow: first factor, checks in order, second factor, conclusion. */
public final class SignInFlow implements AuthenticationService {
  private static final Logger LOG = LoggerFactory.getLogger(SignInFlow.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private record Running(SignIn signIn, CompletableFuture<Outcome> outcome) {}

  private final Ports ports;
  private final PasswordThrottle throttle = new PasswordThrottle();
  private final OrderOfChecks checks;
  private final FirstFactor firstFactor;
  private final SecondFactor secondFactor;
  private final Conclusion conclusion;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Joins the parts. */
  public SignInFlow(Ports ports, Failures failures, Candidates candidates) {
    this.ports = ports;
    TypedCode typedCode = new TypedCode(ports, candidates);
    this.conclusion = new Conclusion(ports, new AuditTrail(ports));
    this.checks = new OrderOfChecks(ports, failures);
    this.firstFactor = new FirstFactor(ports, candidates, typedCode);
    this.secondFactor = new SecondFactor(ports, candidates, typedCode, failures, conclusion);
  }

  /** How many sign-ins run now. */
  public int inFlight() {
    return running.size();
  }

  /** Starts nothing new; what still runs and has used up nothing is handed to the next core. */
  public void close() {
    closed = true;
  }

  /** Hands on whatever still runs and has used up nothing. */
  public void moveOn() {
    for (Running each : running) {
      if (each.signIn().move()) {
        each.outcome().complete(new Outcome.Moved());
      }
    }
  }

  @Override
  public CompletionStage<Outcome> authenticate(AuthRequest request) {
    return guarded(
        request.caller(),
        request.id(),
        request.username(),
        request.attributes(),
        Optional.of(request.deadline()),
        signIn -> first(signIn, request.password()));
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token, String username, Answer answer, Caller caller) {
    Optional<Challenge> open = ports.challenges().find(token);
    String requestId = open.map(Challenge::requestId).orElseGet(() -> UUID.randomUUID().toString());
    return guarded(
        caller,
        requestId,
        username,
        Map.of(),
        Optional.empty(),
        signIn -> second(signIn, token, answer));
  }

  @Override
  public void abandon(ChallengeToken token, AbandonReason why) {
    ports.challenges().take(token).ifPresent(taken -> giveUp(taken, why));
  }

  private void giveUp(Challenge taken, AbandonReason why) {
    Caller caller =
        new Caller(taken.listener(), taken.application(), taken.peer(), "", new byte[0]);
    ResultCode result = why == AbandonReason.EXPIRED ? ResultCode.TIMED_OUT : ResultCode.ABANDONED;
    var unused =
        guarded(
            caller,
            taken.requestId(),
            taken.name(),
            Map.of(),
            Optional.empty(),
            signIn -> {
              signIn.challenge(taken);
              signIn.trace().add("given up: " + why);
              return conclusion.deny(signIn, result);
            });
  }

  /** First request: password, checks, then a code that came along or a challenge. */
  private CompletionStage<Outcome> first(SignIn signIn, Optional<Secret> password) {
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
        .check(signIn, password)
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
      SignIn signIn, PrimaryVerdict.Confirmed confirmed, Optional<Secret> code) {
    signIn.confirmed(confirmed.attributes(), confirmed.groups());
    Optional<ResultCode> decision = checks.decide(signIn);
    if (decision.isPresent()) {
      ResultCode result = decision.get();
      return result.granted()
          ? conclusion.grant(signIn, result, Optional.empty(), Conclusion.Used.NOTHING)
          : conclusion.deny(signIn, result);
    }
    User user = signIn.user().orElseThrow();
    return code.map(text -> secondFactor.judge(signIn, user, text))
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
    User user = signIn.user().get();
    return answer.match(
        typed -> secondFactor.judge(signIn, user, typed.text()),
        signal -> conclusion.deny(signIn, ResultCode.METHOD_REFUSED));
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
    boolean client =
        found.listener().equals(caller.listener())
            && found.application().equals(caller.application())
            && found.peer().equals(caller.peer());
    if (!client || !signIn.name().equals(Optional.of(found.name()))) {
      signIn.trace().add(client ? "challenge is another user's" : "challenge is another client's");
      return Optional.empty();
    }
    return ports.challenges().take(token);
  }

  private CompletionStage<Outcome> guarded(
      Caller caller,
      String requestId,
      String username,
      Map<String, String> facts,
      Optional<Instant> deadline,
      Function<SignIn, CompletionStage<Outcome>> work) {
    if (closed) {
      return CompletableFuture.completedFuture(new Outcome.Moved());
    }
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    try {
      Optional<Application> application =
          ports.records().find(Application.TYPE, caller.application()).filter(Application::enabled);
      if (application.isEmpty()) {
        return CompletableFuture.completedFuture(
            new Outcome.Unavailable(RETRY, "the application is not configured"));
      }
      Instant now = ports.clock().instant();
      Instant until = deadline.orElseGet(() -> now.plus(application.get().deadline()));
      SignIn signIn = new SignIn(requestId, caller, application.get(), username, facts, until);
      signIn.user(
          signIn.name().flatMap(name -> ports.records().findByKey(User.TYPE, User.key(name))));
      Running entry = new Running(signIn, outcome);
      running.add(entry);
      outcome.whenComplete(
          (result, failure) -> {
            running.remove(entry);
            // What was not concluded by now must not be concluded behind the listener's back.
            signIn.move();
          });
      work.apply(signIn)
          .whenComplete(
              (result, failure) ->
                  outcome.complete(failure == null ? result : fault(requestId, failure)));
      return outcome.completeOnTimeout(
          new Outcome.Unavailable(RETRY, "not finished by the deadline"),
          Math.max(1, Duration.between(now, until).toMillis()),
          TimeUnit.MILLISECONDS);
    } catch (RuntimeException failure) {
      outcome.complete(fault(requestId, failure));
      return outcome;
    }
  }

  private static Outcome fault(String requestId, Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof StoreUnavailableException) {
      return new Outcome.Unavailable(RETRY, "the store cannot be read");
    }
    LOG.error("A sign-in failed by an error of ours. request={}", requestId, cause);
    return new Outcome.Unavailable(RETRY, "internal error, request " + requestId);
  }

  /** The person's device where the client names it, else the client. */
  private static String source(Caller caller) {
    return caller.clientAddress().isEmpty() ? caller.peer() : caller.clientAddress();
  }
}
