package org.vedette.core.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Credential;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.flow.AppendedCode.Split;
import org.vedette.core.flow.Candidates.Candidate;

/** Checks the password with whoever the application names, and splits off a code sent with it. */
final class FirstFactor {
  private static final PrimaryVerdict CONFIRMED = new PrimaryVerdict.Confirmed(Map.of(), Set.of());

  /**
   * What was found.
   *
   * @param verdict on the password
   * @param code what came together with it
   */
  record Found(PrimaryVerdict verdict, Optional<Answer> code) {}

  private final Ports ports;
  private final Candidates candidates;
  private final TypedCode typedCode;

  FirstFactor(Ports ports, Candidates candidates, TypedCode typedCode) {
    this.ports = ports;
    this.candidates = candidates;
    this.typedCode = typedCode;
  }

  CompletionStage<Found> check(SignIn signIn, Optional<Credential> credential) {
    if (signIn.application().primary().equals(Application.PRIMARY_NONE)) {
      signIn.trace().add("primary none: the client has checked the password");
      return credential.map(FirstFactor::code).orElseGet(() -> done(CONFIRMED, Optional.empty()));
    }
    if (credential.isEmpty()) {
      signIn.trace().add("primary proved by the listener");
      return done(CONFIRMED, Optional.empty());
    }
    return credential
        .get()
        .match(
            typed -> field(signIn, typed.text()),
            chap -> ask(signIn, chap).thenApply(FirstFactor::alone),
            msChap2 -> ask(signIn, msChap2).thenApply(FirstFactor::alone),
            opaque -> ask(signIn, opaque).thenApply(FirstFactor::alone));
  }

  /** Goes on with a question that the authenticator asked. */
  CompletionStage<Found> goOn(SignIn signIn, Credential answer, byte[] continuation) {
    return ask(signIn, answer, Optional.of(continuation)).thenApply(FirstFactor::alone);
  }

  /** Where the client has checked the password, the field for it holds the code. */
  private static CompletionStage<Found> code(Credential credential) {
    return credential.match(
        typed ->
            done(
                CONFIRMED,
                typed.text().length() > 0
                    ? Optional.of(new Answer.Typed(typed.text()))
                    : Optional.empty()),
        chap -> done(CONFIRMED, Optional.of(new Answer.Proof(chap))),
        msChap2 ->
            done(
                new PrimaryVerdict.Refused("MS-CHAPv2 cannot carry a code; use PAP or CHAP"),
                Optional.empty()),
        opaque -> done(new PrimaryVerdict.Refused("nobody here can read it"), Optional.empty()));
  }

  private CompletionStage<Found> field(SignIn signIn, Secret field) {
    if (field.length() == 0) {
      // RFC 4513, section 5.1.2: an empty password proves nothing, whatever a directory says.
      return done(new PrimaryVerdict.Refused("empty password"), Optional.empty());
    }
    List<Split> splits = splits(signIn, field);
    if (splits.isEmpty()) {
      return ask(signIn, field).thenApply(FirstFactor::alone);
    }
    return candidates
        .withMethods(allowed(signIn), signIn.left(ports.clock().instant(), Candidates.GAP))
        .thenCompose(ready -> checkSplit(signIn, field, splits, ready));
  }

  private List<Split> splits(SignIn signIn, Secret field) {
    List<Enrollment> allowed = allowed(signIn);
    Set<Integer> lengths =
        allowed.stream()
            .filter(candidates::hasCodesUnasked)
            .map(Enrollment::codeLength)
            .filter(length -> length > 0)
            .collect(Collectors.toSet());
    boolean pins = allowed.stream().anyMatch(each -> each.mode().equals(Enrollment.PIN));
    return AppendedCode.splits(signIn.application().appended(), field, lengths, pins);
  }

  private List<Enrollment> allowed(SignIn signIn) {
    return signIn
        .user()
        .map(user -> candidates.allowed(user, signIn.application()))
        .orElse(List.of());
  }

  /**
   * A tail that is a right code settles where to split. Otherwise the password may have come alone
   * and end in digits: the part before the tail is tried first, because a wrong code must not
   * become a wrong password at the directory; then the whole field.
   */
  private CompletionStage<Found> checkSplit(
      SignIn signIn, Secret field, List<Split> splits, List<Candidate> ready) {
    for (Split split : splits) {
      boolean right =
          typedCode.tryAll(signIn, ready, new Answer.Typed(split.code())).stream()
              .anyMatch(tried -> tried.accepted() && tried.pin());
      if (right) {
        signIn.trace().add("code split off the password");
        return ask(signIn, split.password())
            .thenApply(verdict -> new Found(verdict, taken(signIn, field, split)));
      }
    }
    Optional<Split> likely = splits.stream().filter(split -> !split.withPin()).findFirst();
    if (likely.isEmpty()) {
      return ask(signIn, field).thenApply(FirstFactor::alone);
    }
    boolean separated =
        signIn.application().appended().mode() == Application.Appended.Mode.SEPARATED;
    return ask(signIn, likely.get().password())
        .thenCompose(
            verdict -> {
              if (separated || !(verdict instanceof PrimaryVerdict.Refused)) {
                return done(verdict, taken(signIn, field, likely.get()));
              }
              return ask(signIn, field).thenApply(FirstFactor::alone);
            });
  }

  private static Optional<Answer> taken(SignIn signIn, Secret field, Split split) {
    signIn.tail(field.length() - split.password().length());
    return Optional.of(new Answer.Typed(split.code()));
  }

  private static Found alone(PrimaryVerdict verdict) {
    return new Found(verdict, Optional.empty());
  }

  private CompletionStage<PrimaryVerdict> ask(SignIn signIn, Secret password) {
    return ask(signIn, new Credential.Typed(password));
  }

  private CompletionStage<PrimaryVerdict> ask(SignIn signIn, Credential credential) {
    return ask(signIn, credential, Optional.empty());
  }

  private CompletionStage<PrimaryVerdict> ask(
      SignIn signIn, Credential credential, Optional<byte[]> continuation) {
    String name = signIn.application().primary();
    long began = System.nanoTime();
    return ports
        .primaries()
        .await(name, signIn.left(ports.clock().instant(), Candidates.GAP))
        .thenCompose(
            found ->
                found
                    .map(
                        authenticator ->
                            authenticator.check(request(signIn, credential, continuation)))
                    .orElseGet(
                        () ->
                            CompletableFuture.completedFuture(
                                new PrimaryVerdict.Unreachable(
                                    "primary authentication " + name + " is not installed"))))
        .thenApply(
            verdict -> {
              signIn.trace().add("primary " + name + ": " + describe(verdict, began));
              return verdict;
            });
  }

  private PrimaryRequest request(
      SignIn signIn, Credential credential, Optional<byte[]> continuation) {
    return new PrimaryRequest(
        signIn.requestId(),
        signIn.typedName(),
        signIn.user().map(User::id),
        credential,
        signIn.application().id(),
        signIn.caller().peer(),
        signIn.wantsGroups() || ports.policies().current().wantsGroups(),
        signIn.deadline(),
        signIn.caller().relay(),
        continuation);
  }

  private static String describe(PrimaryVerdict verdict, long began) {
    String what =
        verdict.match(
            confirmed -> "confirmed",
            asked -> "asks back",
            refused -> "refused, " + refused.detail(),
            notMine -> "does not know the name",
            unreachable -> "unreachable, " + unreachable.why());
    return what + " (" + (System.nanoTime() - began) / 1_000_000 + " ms)";
  }

  private static CompletionStage<Found> done(PrimaryVerdict verdict, Optional<Answer> code) {
    return CompletableFuture.completedFuture(new Found(verdict, code));
  }
}
