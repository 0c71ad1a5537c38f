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
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.PasswordHasher.Check;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.LocalPassword;

/** Compares a typed password with the stored hash; nobody's password costs the same. */
final class PasswordCheck {
  /** How long a service may be away before a check gives up. */
  static final Duration GAP = Duration.ofSeconds(5);

  /** Looked up for names without a user, so that they take the same path. */
  private static final UUID NOBODY = new UUID(0, 0);

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
    CompletableFuture<Check> checked =
        compare(request, left.compareTo(GAP) < 0 ? left : GAP).toCompletableFuture();
    checked.whenComplete(
        (check, failure) ->
            decision.permit().get().done(failure == null && check == Check.MISMATCH));
    // A copy, because the time limit must not end the count of what is really running.
    return checked
        .<PrimaryVerdict>handle(PasswordCheck::verdict)
        .completeOnTimeout(
            new PrimaryVerdict.Unreachable("the password was not checked in time"),
            left.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private CompletionStage<Check> compare(PrimaryRequest request, Duration gap) {
    return helpers
        .hasher(gap)
        .thenCombine(helpers.records(gap), (hasher, records) -> verify(request, hasher, records))
        .thenCompose(check -> check);
  }

  private static CompletionStage<Check> verify(
      PrimaryRequest request, Optional<PasswordHasher> hasher, Optional<Records> records) {
    if (hasher.isEmpty() || records.isEmpty()) {
      throw new AwayException(
          hasher.isEmpty() ? "the vault is locked or away" : "the store is away");
    }
    Optional<String> phc =
        records
            .get()
            .find(LocalPassword.TYPE, request.user().orElse(NOBODY))
            .map(LocalPassword::phc);
    return hasher.get().verify(request.password(), phc);
  }

  private static PrimaryVerdict verdict(Check check, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      boolean foreseen =
          cause instanceof StoreUnavailableException || cause instanceof AwayException;
      return new PrimaryVerdict.Unreachable(
          foreseen
              ? String.valueOf(cause.getMessage())
              : "the password could not be checked: " + cause);
    }
    return switch (check) {
      case MATCH -> new PrimaryVerdict.Confirmed(Map.of(), Set.of());
      case MISMATCH -> new PrimaryVerdict.Refused("wrong password, or none is set here");
      case BUSY -> new PrimaryVerdict.Unreachable("too many passwords wait to be checked");
    };
  }

  private static CompletionStage<PrimaryVerdict> done(String why) {
    return CompletableFuture.completedFuture(new PrimaryVerdict.Unreachable(why));
  }

  /** A service is not here; foreseen, so it has no stack trace. */
  private static final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwayException(String message) {
      super(message, null, false, false);
    }
  }
}
