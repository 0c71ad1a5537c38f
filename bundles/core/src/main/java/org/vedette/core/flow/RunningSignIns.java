package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.Outcome;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;

/**
 * The steps of sign-ins that run now: each gets its application, its user and a deadline, and none
 * ends exceptionally. A step that has used up nothing can be handed to the next core. Thread-safe.
 */
final class RunningSignIns {
  private static final Logger LOG = LoggerFactory.getLogger(RunningSignIns.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /**
   * What a step begins with.
   *
   * @param caller who asks
   * @param requestId id from listener to audit
   * @param username as typed
   * @param facts of the protocol, for the record
   * @param deadline when the answer must be there; empty for the application's
   * @param holds whether the listener can wait while the person answers elsewhere
   * @param asking whether it can ask for a code
   */
  record Start(
      Caller caller,
      String requestId,
      String username,
      Map<String, String> facts,
      Optional<Instant> deadline,
      boolean holds,
      Asking asking,
      boolean groups) {}

  private record Running(SignIn signIn, CompletableFuture<Outcome> outcome) {}

  private final Ports ports;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final InFlight inFlight = new InFlight();
  private volatile boolean closed;

  RunningSignIns(Ports ports) {
    this.ports = ports;
  }

  /** How many run now. */
  int count() {
    return inFlight.count();
  }

  /** Runs a step. */
  CompletionStage<Outcome> run(Start start, Function<SignIn, CompletionStage<Outcome>> work) {
    return closed
        ? CompletableFuture.completedFuture(new Outcome.Moved())
        : inFlight.track(() -> begin(start, work));
  }

  private CompletionStage<Outcome> begin(
      Start start, Function<SignIn, CompletionStage<Outcome>> work) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    try {
      Optional<Application> application =
          ports
              .records()
              .find(Application.TYPE, start.caller().application())
              .filter(Application::enabled);
      if (application.isEmpty()) {
        return CompletableFuture.completedFuture(
            new Outcome.Unavailable(RETRY, "the application is not configured"));
      }
      Instant now = ports.clock().instant();
      Instant until = start.deadline().orElseGet(() -> now.plus(application.get().deadline()));
      SignIn signIn =
          new SignIn(
              start,
              application.get(),
              ports.settings().get().names().normal(start.username()),
              until);
      signIn.user(
          signIn.name().flatMap(name -> ports.records().findByKey(User.TYPE, User.key(name))));
      track(new Running(signIn, outcome));
      work.apply(signIn)
          .whenComplete(
              (result, failure) ->
                  outcome.complete(failure == null ? result : fault(start.requestId(), failure)));
      return outcome.completeOnTimeout(
          new Outcome.Unavailable(RETRY, "not finished by the deadline"),
          Math.max(1, Duration.between(now, until).toMillis()),
          TimeUnit.MILLISECONDS);
    } catch (RuntimeException failure) {
      outcome.complete(fault(start.requestId(), failure));
      return outcome;
    }
  }

  private void track(Running entry) {
    running.add(entry);
    entry
        .outcome()
        .whenComplete(
            (result, failure) -> {
              running.remove(entry);
              // What was not concluded by now must not be concluded behind the listener's back.
              entry.signIn().move();
            });
  }

  /** Starts nothing new. */
  void close() {
    closed = true;
  }

  /** Waits until no step runs, at most {@code limit}. */
  void drain(Duration limit) {
    inFlight.drain(limit);
  }

  /** Hands on whatever still runs and has used up nothing. */
  void moveOn() {
    for (Running each : running) {
      if (each.signIn().move()) {
        each.signIn().challenge().ifPresent(ports.challenges()::putBack);
        each.outcome().complete(new Outcome.Moved());
      }
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
}
