package org.vedette.core.flow;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.MethodInfo.AnswerKind;
import org.vedette.api.method.Verification;
import org.vedette.api.policy.RiskFlag;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.KnownNetworks;
import org.vedette.core.checks.RecentSuccess;
import org.vedette.core.delivery.Outbox;
import org.vedette.core.flow.Candidates.Candidate;
import org.vedette.core.flow.Conclusion.Used;
import org.vedette.core.flow.TypedCode.Tried;

/** Asks for the second factor, and judges what is answered. */
final class SecondFactor {
  private static final Duration JOIN_WINDOW = Duration.ofSeconds(10);

  private final Ports ports;
  private final Candidates candidates;
  private final MethodCalls calls;
  private final TypedCode typedCode;
  private final Failures failures;
  private final Conclusion conclusion;
  private final Questions questions;
  private final Deliveries deliveries;
  private final RecentSuccess recent;
  private final PinChange pinChange;
  private final KnownNetworks networks;

  SecondFactor(
      Ports ports,
      Candidates candidates,
      MethodCalls calls,
      TypedCode typedCode,
      Failures failures,
      Conclusion conclusion,
      Fallback fallback,
      PinChange pinChange) {
    this.ports = ports;
    this.candidates = candidates;
    this.calls = calls;
    this.deliveries = new Deliveries(ports, conclusion, fallback);
    this.pinChange = pinChange;
    this.typedCode = typedCode;
    this.failures = failures;
    this.conclusion = conclusion;
    this.questions = new Questions(ports);
    this.recent = new RecentSuccess(ports.registers(), ports.vault());
    this.networks = new KnownNetworks(ports.registers(), ports.vault());
  }

  /** Opens a challenge with the first enrollment that can, or joins the prompt that is open. */
  CompletionStage<Outcome> ask(SignIn signIn, User user) {
    Optional<Challenge> open = ports.challenges().openFor(user.id(), signIn.application().id());
    if (open.filter(each -> each.origin().elsewhere()).isPresent()) {
      return join(signIn, open.get());
    }
    int tries = signIn.application().tries();
    return ready(signIn, user)
        .thenCompose(
            all ->
                open.flatMap(it -> askedBefore(signIn, all, it))
                    .map(SecondFactor::done)
                    .orElseGet(() -> askFirstAble(signIn, user, all, tries, List.of())));
  }

  /**
   * The very same request that was asked a question already, perhaps by another server, is told the
   * same question: a code that was sent stays the right one, and no second one is sent.
   */
  private Optional<Outcome> askedBefore(SignIn signIn, List<Candidate> all, Challenge open) {
    byte[] owner = open.origin().owner();
    if (owner.length == 0
        || !MessageDigest.isEqual(owner, signIn.caller().owner())
        || !Ownership.of(open, signIn.caller())) {
      return Optional.empty();
    }
    return all.stream()
        .filter(each -> each.enrollment().id().equals(open.enrollment()))
        .findFirst()
        .flatMap(
            each -> each.method().map(method -> calls.begin(signIn, each.enrollment(), method)))
        .filter(Verification.Pending.class::isInstance)
        .map(begun -> Questions.told(open, ((Verification.Pending) begun).prompt(), Map.of()));
  }

  /**
   * A client that asks again while a phone rings is answered by what becomes of the same prompt:
   * the very same request always, a new one with the same credential within a short time. Any other
   * would make the phone ring twice.
   */
  private CompletionStage<Outcome> join(SignIn signIn, Challenge open) {
    boolean same = MessageDigest.isEqual(open.origin().owner(), signIn.caller().owner());
    boolean again =
        MessageDigest.isEqual(open.origin().credential(), questions.credential(signIn))
            && ports.clock().instant().isBefore(open.opened().plus(JOIN_WINDOW));
    boolean allowed = signIn.ruling().allows(open.method());
    if (allowed && Ownership.of(open, signIn.caller()) && (same || again)) {
      return done(Questions.told(open, "", Map.of()));
    }
    signIn.trace().add("a prompt of this user is open since " + open.opened());
    return conclusion.deny(signIn, ResultCode.IN_PROGRESS);
  }

  /** Judges a code: the answer to a challenge, or one that came with the password. */
  CompletionStage<Outcome> judge(SignIn signIn, User user, Answer code) {
    return ready(signIn, user)
        .thenCompose(
            all -> {
              List<Tried> tried = typedCode.tryAll(signIn, all, code);
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
    List<Enrollment> allowed =
        (isInstead(signIn)
                ? candidates.instead(user, signIn.application())
                : candidates.allowed(user, signIn.application()))
            .stream().filter(each -> signIn.ruling().allows(each.method())).toList();
    return candidates.withMethods(allowed, signIn.left(ports.clock().instant(), Candidates.GAP));
  }

  private CompletionStage<Outcome> askFirstAble(
      SignIn signIn, User user, List<Candidate> all, int tries, List<RegisterWrite> registers) {
    return askFrom(0, Trouble.NONE, signIn, user, all, tries, registers);
  }

  /** Why those before could not be asked; the worst counts. */
  private enum Trouble {
    NONE,
    UNSENT,
    LIMITED,
    MISSING;

    Trouble with(Outbox.Hindrance found) {
      Trouble other = found.limited() ? LIMITED : UNSENT;
      return compareTo(other) < 0 ? other : this;
    }
  }

  private CompletionStage<Outcome> askFrom(
      int at,
      Trouble trouble,
      SignIn signIn,
      User user,
      List<Candidate> all,
      int tries,
      List<RegisterWrite> registers) {
    if (at == all.size()) {
      return switch (trouble) {
        case MISSING ->
            done(conclusion.unavailable(signIn, "the bundle of the user's method is missing"));
        case UNSENT -> deliveries.unsent(signIn);
        case LIMITED -> conclusion.deny(signIn, ResultCode.THROTTLED);
        case NONE ->
            conclusion.deny(
                signIn,
                signIn.asks() || all.isEmpty()
                    ? ResultCode.NO_USABLE_METHOD
                    : ResultCode.CANNOT_ASK);
      };
    }
    Enrollment enrollment = all.get(at).enrollment();
    Optional<AuthenticationMethod> method = all.get(at).method();
    if (method.isEmpty()) {
      return askFrom(at + 1, Trouble.MISSING, signIn, user, all, tries, registers);
    }
    boolean elsewhere = method.get().info().answer() == AnswerKind.ELSEWHERE;
    if (!elsewhere && !signIn.asks()) {
      cannotAsk(signIn, enrollment, "a code cannot be typed over this client or protocol");
      return askFrom(at + 1, trouble, signIn, user, all, tries, registers);
    }
    Verification begun = calls.begin(signIn, enrollment, method.get());
    if (!(begun instanceof Verification.Pending pending)) {
      cannotAsk(signIn, enrollment, whyNot(begun));
      return askFrom(at + 1, trouble, signIn, user, all, tries, registers);
    }
    return deliveries
        .hindrance(signIn, pending.sends())
        .thenCompose(
            why -> {
              if (why.isPresent()) {
                cannotAsk(signIn, enrollment, why.get().why());
                return askFrom(
                    at + 1, trouble.with(why.get()), signIn, user, all, tries, registers);
              }
              Supplier<CompletionStage<Outcome>> open =
                  () -> open(signIn, user, enrollment, pending, elsewhere, tries, registers);
              return elsewhere ? repeatedOr(signIn, open) : open.get();
            });
  }

  private CompletionStage<Outcome> open(
      SignIn signIn,
      User user,
      Enrollment enrollment,
      Verification.Pending pending,
      boolean elsewhere,
      int tries,
      List<RegisterWrite> registers) {
    Questions.Way way = elsewhere ? Questions.Way.ELSEWHERE : typedWay(signIn);
    return conclusion
        .challenge(
            signIn, user, enrollment, pending, way, tries, new Used(Optional.empty(), registers))
        .thenCompose(
            outcome ->
                outcome instanceof Outcome.Challenged challenged
                    ? deliveries.send(signIn, pending.sends(), challenged)
                    : done(outcome));
  }

  /** A question that takes the place of another goes on doing so when it is asked again. */
  private static Questions.Way typedWay(SignIn signIn) {
    return isInstead(signIn) ? Questions.Way.INSTEAD : Questions.Way.TYPED;
  }

  private static boolean isInstead(SignIn signIn) {
    return signIn.challenge().map(open -> open.origin().fallback()).orElse(false);
  }

  private static void cannotAsk(SignIn signIn, Enrollment enrollment, String why) {
    signIn.trace().add("method " + enrollment.method() + " cannot ask: " + why);
  }

  private static String whyNot(Verification begun) {
    return begun.match(
        accepted -> "it accepted without being asked",
        refused -> refused.detail(),
        pending -> "it asks",
        pin -> "it takes a PIN without being asked",
        chosen -> "it takes a PIN without being asked",
        unable -> unable.why());
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
      ResultCode right = isInstead(signIn) ? Fallback.success(best.result()) : best.result();
      if (typedCode.pinExpired(best, now)) {
        return pinChange.begin(signIn, user, best.enrollment(), right, used);
      }
      return conclusion.grant(signIn, right, by, succeeded(signIn, user, used, now));
    }
    if (best.verdict() instanceof Verification.Pending next) {
      int left = signIn.challenge().map(Challenge::triesLeft).orElse(1);
      return open(signIn, user, best.enrollment(), next, false, left, List.of());
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
      return askAgain(signIn, user, all, left, counted.registers());
    }
    boolean several = signIn.challenge().isPresent() && signIn.application().tries() > 1;
    return conclusion.deny(
        signIn,
        several ? ResultCode.TRIES_EXCEEDED : best.result(),
        Optional.of(best.enrollment()),
        counted);
  }

  /**
   * Asks again after a wrong code. A code that was sent stays the right one, as long as it would
   * have been: guessing sends no further message.
   */
  private CompletionStage<Outcome> askAgain(
      SignIn signIn, User user, List<Candidate> all, int left, List<RegisterWrite> registers) {
    Optional<Challenge> open = signIn.challenge();
    Optional<Candidate> asked =
        all.stream()
            .filter(
                each ->
                    open.map(it -> it.enrollment().equals(each.enrollment().id())).orElse(false))
            .findFirst();
    if (open.isPresent() && asked.flatMap(Candidate::method).isPresent()) {
      Enrollment enrollment = asked.get().enrollment();
      Verification begun = calls.begin(signIn, enrollment, asked.get().method().get());
      if (begun instanceof Verification.Pending pending && !pending.sends().isEmpty()) {
        Duration life = Duration.between(ports.clock().instant(), open.get().expires());
        Verification.Pending same =
            new Verification.Pending(
                pending.prompt(), Optional.of(life), open.get().data(), List.of());
        return open(signIn, user, enrollment, same, false, left, registers);
      }
    }
    return askFirstAble(signIn, user, all, left, registers);
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

  /** What a success clears and leaves behind, beside what it used up. */
  Used succeeded(SignIn signIn, User user, Used used, Instant now) {
    List<RegisterWrite> more = new ArrayList<>(failures.forgotten(user.id(), now));
    recent
        .note(signIn.application(), user.id(), signIn.caller().clientAddress(), now)
        .ifPresent(more::add);
    if (ports.policies().current().names(RiskFlag.NEW_NETWORK)) {
      more.addAll(networks.note(user.id(), signIn.caller().clientAddress(), now));
    }
    return with(used, more);
  }

  /** Adds to what is written. */
  static Used with(Used used, List<RegisterWrite> more) {
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
                pin -> "asked for the PIN alone",
                chosen -> "chose a PIN",
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
