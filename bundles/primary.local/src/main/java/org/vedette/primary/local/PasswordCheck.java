package org.vedette.primary.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.vedette.api.auth.Credential;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.PasswordHasher.Check;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.LocalPassword;

/** Compares what is shown with the stored hash; nobody's password costs the same. */
final class PasswordCheck {
  /** How long a service may be away before a check gives up. */
  static final Duration GAP = Duration.ofSeconds(5);

  /** Looked up for names without a user, so that they take the same path. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final PrimaryVerdict NEEDS_TEXT =
      new PrimaryVerdict.Refused(
          "a hash is kept here, which needs the text of the password; set the client to PAP");

  private final Helpers helpers;
  private final SourceThrottle throttle;
  private final InstantSource clock;

  PasswordCheck(Helpers helpers, SourceThrottle throttle, InstantSource clock) {
    this.helpers = helpers;
    this.throttle = throttle;
    this.clock = clock;
  }

  CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    Duration left = Duration.between(clock.instant(), request.deadline());
    if (left.isNegative() || left.isZero()) {
      return done("the deadline has passed");
    }
    SourceThrottle.Decision decision = throttle.ask(request.peer());
    if (decision.permit().isEmpty()) {
      return done(decision.why());
    }
    CompletableFuture<PrimaryVerdict> checked =
        compare(request, left.compareTo(GAP) < 0 ? left : GAP).toCompletableFuture();
    checked.whenComplete(
        (verdict, failure) ->
            decision.permit().get().done(verdict instanceof PrimaryVerdict.Refused));
    // A copy, because the time limit must not end the count of what is really running.
    return checked
        .exceptionally(PasswordCheck::unreachable)
        .completeOnTimeout(
            new PrimaryVerdict.Unreachable("the password was not checked in time"),
            left.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private CompletionStage<PrimaryVerdict> compare(PrimaryRequest request, Duration gap) {
    return request
        .credential()
        .match(
            typed -> compareText(request, typed.text(), gap),
            chap -> CompletableFuture.completedFuture(NEEDS_TEXT),
            msChap2 -> compareNtHash(request, msChap2, gap),
            opaque -> CompletableFuture.completedFuture(NEEDS_TEXT));
  }

  private CompletionStage<PrimaryVerdict> compareText(
      PrimaryRequest request, Secret password, Duration gap) {
    return helpers
        .hasher(gap)
        .thenCombine(
            helpers.records(gap),
            (hasher, records) ->
                Helpers.here(hasher, "the vault")
                    .verify(
                        password,
                        stored(Helpers.here(records, "the store"), request)
                            .map(LocalPassword::phc)))
        .thenCompose(check -> check)
        .thenApply(PasswordCheck::verdict);
  }

  private CompletionStage<PrimaryVerdict> compareNtHash(
      PrimaryRequest request, Credential.MsChap2 shown, Duration gap) {
    return helpers
        .vault(gap)
        .thenCombine(
            helpers.records(gap),
            (vault, records) ->
                NtHashes.check(
                    Helpers.here(vault, "the vault"),
                    stored(Helpers.here(records, "the store"), request),
                    shown));
  }

  private static Optional<LocalPassword> stored(Records records, PrimaryRequest request) {
    return records.find(LocalPassword.TYPE, request.user().orElse(NOBODY));
  }

  private static PrimaryVerdict unreachable(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    boolean foreseen =
        cause instanceof StoreUnavailableException || cause instanceof Helpers.AwayException;
    return new PrimaryVerdict.Unreachable(
        foreseen
            ? String.valueOf(cause.getMessage())
            : "the password could not be checked: " + cause);
  }

  private static PrimaryVerdict verdict(Check check) {
    return switch (check) {
      case MATCH -> new PrimaryVerdict.Confirmed(Map.of(), Set.of());
      case MISMATCH -> new PrimaryVerdict.Refused("wrong password, or none is set here");
      case BUSY -> new PrimaryVerdict.Unreachable("too many passwords wait to be checked");
    };
  }

  private static CompletionStage<PrimaryVerdict> done(String why) {
    return CompletableFuture.completedFuture(new PrimaryVerdict.Unreachable(why));
  }
}
