package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.method.Verification;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

/**
 * Ends a step of a sign-in: wins claims, writes everything as one journal entry, and answers only
 * after it was forced. What cannot be written is Unavailable, never a denial.
 */
final class Conclusion {
  static final Duration RETRY = Duration.ofSeconds(2);

  /**
   * What a right answer uses up and changes.
   *
   * @param claim the code; empty when nothing is used up
   * @param registers new values
   */
  record Used(Optional<Claim> claim, List<RegisterWrite> registers) {
    static final Used NOTHING = new Used(Optional.empty(), List.of());
  }

  private final Ports ports;
  private final AuditTrail audit;
  private final StepClaims claims;
  private final Questions questions;
  private final StepLog log = new StepLog(System::nanoTime);

  Conclusion(Ports ports, AuditTrail audit) {
    this.ports = ports;
    this.audit = audit;
    this.claims = new StepClaims(ports.clock());
    this.questions = new Questions(ports);
  }

  /** Returns what {@code accepted} uses up, as the journal takes it. */
  Used used(SignIn signIn, Enrollment enrollment, Verification.Accepted accepted) {
    Instant now = ports.clock().instant();
    List<RegisterWrite> writes =
        new ArrayList<>(Candidates.writes(enrollment, accepted.registers()));
    writes.add(
        new RegisterWrite(
            new RegisterKey("core.last-use", enrollment.id().toString()),
            Merge.MAX,
            new RegisterValue(0, now.toEpochMilli())));
    return new Used(
        Optional.of(
            new Claim(
                enrollment.method() + "/" + enrollment.id(),
                accepted.claim(),
                signIn.caller().owner(),
                accepted.until())),
        writes);
  }

  /** Lets the person in, once the code is won and everything is on disk. */
  CompletionStage<Outcome> grant(
      SignIn signIn, ResultCode result, Optional<Enrollment> by, Used used) {
    return winning(
        signIn,
        used,
        () -> {
          String id = audit.newId();
          Outcome.Granted granted =
              new Outcome.Granted(signIn.reportedName(), signIn.attributes(), result, id);
          return write(signIn, used, OutcomeBytes.of(granted), List.of(), result, by, id, granted);
        },
        by);
  }

  /** Keeps the person out. What {@code used} holds is used up all the same. */
  CompletionStage<Outcome> deny(
      SignIn signIn, ResultCode result, Optional<Enrollment> by, Used used) {
    Supplier<CompletionStage<Outcome>> write =
        () -> {
          String id = audit.newId();
          Outcome.Denied denied = new Outcome.Denied(result, id, saidWith(signIn, result));
          return write(signIn, used, OutcomeBytes.of(denied), List.of(), result, by, id, denied);
        };
    return used.claim().isPresent() ? winning(signIn, used, write, by) : write.get();
  }

  private static Map<String, String> saidWith(SignIn signIn, ResultCode result) {
    return result == ResultCode.PRIMARY_REFUSED ? signIn.attributes() : Map.of();
  }

  /** Keeps the person out, with nothing used up. */
  CompletionStage<Outcome> deny(SignIn signIn, ResultCode result) {
    return deny(signIn, result, Optional.empty(), Used.NOTHING);
  }

  /**
   * Asks for an answer. An open challenge of the same user and application is voided: a window that
   * was abandoned must lock nobody out.
   *
   * @param way how it is answered: a prompt elsewhere ends before the deadline of a listener that
   *     waits for it
   * @param used what an answer before it has used up
   */
  CompletionStage<Outcome> challenge(
      SignIn signIn,
      User user,
      Enrollment enrollment,
      Verification.Pending pending,
      Questions.Way way,
      int tries,
      Used used) {
    Challenge open = questions.of(signIn, user, enrollment, pending, way, tries);
    Outcome.Challenged asked = Questions.told(open, pending.prompt(), Map.of());
    return write(
        signIn,
        used,
        // Whoever waits for the prompt that this replaces, on any server, asks the new question.
        way == Questions.Way.INSTEAD ? OutcomeBytes.of(asked) : new byte[0],
        List.of(open),
        way == Questions.Way.ELSEWHERE ? ResultCode.PROMPTED : ResultCode.CHALLENGED,
        Optional.of(enrollment),
        audit.newId(),
        asked);
  }

  /** Asks for a new PIN, by typing. */
  CompletionStage<Outcome> askNewPin(
      SignIn signIn,
      User user,
      Enrollment enrollment,
      byte[] data,
      String prompt,
      int tries,
      Used used) {
    Challenge open = questions.newPin(signIn, user, enrollment, data, tries);
    Outcome.Challenged asked = Questions.told(open, prompt, Map.of());
    boolean held = signIn.challenge().filter(each -> each.origin().elsewhere()).isPresent();
    return write(
        signIn,
        used,
        held ? OutcomeBytes.of(asked) : new byte[0],
        List.of(open),
        ResultCode.CHALLENGED,
        Optional.of(enrollment),
        audit.newId(),
        asked);
  }

  /** Goes on with the question that was answered: it stays open, under the same token. */
  CompletionStage<Outcome> goOn(
      SignIn signIn,
      Challenge open,
      Enrollment enrollment,
      Verification.Pending pending,
      List<RegisterWrite> registers) {
    Challenge next = open.with(pending.data());
    return write(
        signIn,
        new Used(Optional.empty(), registers),
        new byte[0],
        List.of(next),
        ResultCode.PROMPTED,
        Optional.of(enrollment),
        audit.newId(),
        Questions.told(next, pending.prompt(), Map.of()));
  }

  /** Hands a question of the primary authenticator on; it voids an open challenge likewise. */
  CompletionStage<Outcome> relay(SignIn signIn, PrimaryVerdict.Asked asked) {
    Challenge open = questions.relayed(signIn, asked);
    return write(
        signIn,
        Used.NOTHING,
        new byte[0],
        List.of(open),
        ResultCode.CHALLENGED,
        Optional.empty(),
        audit.newId(),
        Questions.told(open, asked.prompt(), asked.attributes()));
  }

  /** Returns whether an outcome settles the sign-in. */
  static boolean isVerdict(Outcome outcome) {
    return outcome instanceof Outcome.Granted || outcome instanceof Outcome.Denied;
  }

  /** Writes a record without waiting for it. */
  void note(SignIn signIn, ResultCode result) {
    var record = audit.record(audit.newId(), signIn, result, Optional.empty());
    var unused = ports.journal().append(JournalEntry.of(record));
  }

  /**
   * Returns what writes down what a provider says, later, of a message. It keeps what the record
   * needs and not the sign-in, which holds the password.
   */
  Consumer<Receipt> receipts(SignIn signIn) {
    AuditRecord sent = audit.record("", signIn, ResultCode.MESSAGE_SENT, Optional.empty());
    return receipt -> {
      var unused = ports.journal().append(JournalEntry.of(audit.received(sent, receipt)));
    };
  }

  /** Decides nothing. */
  Outcome unavailable(SignIn signIn, String why) {
    signIn.trace().add("unavailable: " + why);
    signIn.challenge().ifPresent(ports.challenges()::putBack);
    note(signIn, ResultCode.UNAVAILABLE);
    return new Outcome.Unavailable(RETRY, why);
  }

  /** Returns the first outcome of this very request, if it was answered already. */
  CompletionStage<Optional<Outcome>> firstOutcome(SignIn signIn) {
    return outcomeOf(claims.request(signIn));
  }

  /** Returns what a prompt that was answered elsewhere ended with; empty when it did not yet. */
  CompletionStage<Optional<Outcome>> endOf(ChallengeToken prompt) {
    return outcomeOf(claims.prompt(prompt));
  }

  private CompletionStage<Optional<Outcome>> outcomeOf(Claim claim) {
    return ports.claims().outcomeOf(claim).thenApply(found -> found.flatMap(OutcomeBytes::read));
  }

  /**
   * Wins the request and then the code, and goes on; whoever used them before decides otherwise.
   */
  private CompletionStage<Outcome> winning(
      SignIn signIn, Used used, Supplier<CompletionStage<Outcome>> goOn, Optional<Enrollment> by) {
    if (!signIn.enterCommit()) {
      return CompletableFuture.completedFuture(new Outcome.Moved());
    }
    Claim request = claims.request(signIn);
    return win(
        signIn,
        request,
        by,
        () -> used.claim().map(code -> codeThen(signIn, request, code, by, goOn)).orElseGet(goOn));
  }

  private CompletionStage<Outcome> codeThen(
      SignIn signIn,
      Claim request,
      Claim code,
      Optional<Enrollment> by,
      Supplier<CompletionStage<Outcome>> goOn) {
    return ports
        .claims()
        .claim(code)
        .thenCompose(
            verdict -> {
              if (!(verdict instanceof ClaimVerdict.Won)) {
                ports.claims().release(request);
              }
              return verdictOn(verdict, signIn, by, goOn);
            });
  }

  private CompletionStage<Outcome> win(
      SignIn signIn,
      Claim claim,
      Optional<Enrollment> by,
      Supplier<CompletionStage<Outcome>> goOn) {
    return ports.claims().claim(claim).thenCompose(verdict -> verdictOn(verdict, signIn, by, goOn));
  }

  private CompletionStage<Outcome> verdictOn(
      ClaimVerdict verdict,
      SignIn signIn,
      Optional<Enrollment> by,
      Supplier<CompletionStage<Outcome>> goOn) {
    return verdict.match(
        won -> goOn.get(),
        mine ->
            OutcomeBytes.read(mine.outcome())
                .<CompletionStage<Outcome>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> duplicate(signIn, by)),
        taken -> duplicate(signIn, by),
        unavailable -> CompletableFuture.completedFuture(unavailable(signIn, unavailable.why())));
  }

  private CompletionStage<Outcome> duplicate(SignIn signIn, Optional<Enrollment> by) {
    signIn.trace().add("the code was used by another request");
    return deny(signIn, ResultCode.OATH_DUPLICATE, by, Used.NOTHING);
  }

  private CompletionStage<Outcome> write(
      SignIn signIn,
      Used used,
      byte[] outcome,
      List<Challenge> opened,
      ResultCode result,
      Optional<Enrollment> by,
      String auditId,
      Outcome answer) {
    if (!signIn.enterCommit()) {
      return CompletableFuture.completedFuture(new Outcome.Moved());
    }
    List<Claim> finals = claims.of(signIn, used.claim(), result);
    JournalEntry entry =
        new JournalEntry(
            finals,
            outcome,
            used.registers(),
            opened,
            closed(signIn, opened),
            records(signIn, result, by, auditId));
    return ports
        .journal()
        .append(entry)
        .thenApply(
            forced ->
                forced.match(
                    done -> {
                      log.ended(signIn, result, auditId);
                      return answer;
                    },
                    unavailable -> {
                      finals.forEach(ports.claims()::release);
                      signIn.challenge().ifPresent(ports.challenges()::putBack);
                      return new Outcome.Unavailable(RETRY, unavailable.why());
                    }));
  }

  /** The rounds of a conversation that nobody here reads are no steps of their own. */
  private List<AuditRecord> records(
      SignIn signIn, ResultCode result, Optional<Enrollment> by, String auditId) {
    return result == ResultCode.CHALLENGED && signIn.opaque()
        ? List.of()
        : List.of(audit.record(auditId, signIn, result, by));
  }

  /** The challenge that was answered, or the one that opening another voids. */
  private List<ChallengeToken> closed(SignIn signIn, List<Challenge> opened) {
    if (opened.isEmpty() && signIn.challenge().isEmpty()) {
      return List.of();
    }
    Stream<Challenge> answered = signIn.challenge().stream();
    Stream<Challenge> voided =
        opened.stream()
            .flatMap(open -> ports.challenges().openFor(open.user(), open.application()).stream());
    return Stream.concat(answered, voided).map(Challenge::token).distinct().toList();
  }
}
