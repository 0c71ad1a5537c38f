package org.vedette.radius;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;

/** A core that says what a test wants and notes what it is asked. */
final class FakeCore implements AuthenticationService {
  record Answered(ChallengeToken token, String username, String code, Caller caller) {}

  final List<AuthRequest> requests = new CopyOnWriteArrayList<>();
  final List<Answered> answers = new CopyOnWriteArrayList<>();
  final List<Answered> holding = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Outcome>> held = new ArrayList<>();
  private volatile Supplier<CompletionStage<Outcome>> script =
      () -> CompletableFuture.completedFuture(denied());

  static Outcome denied() {
    return new Outcome.Denied(ResultCode.PRIMARY_REFUSED, "K7Q2-9XMR-4TBC");
  }

  FakeCore says(Outcome outcome) {
    script = () -> CompletableFuture.completedFuture(outcome);
    return this;
  }

  FakeCore says(Supplier<CompletionStage<Outcome>> each) {
    script = each;
    return this;
  }

  /** Holds every request until {@link #release}. */
  FakeCore holds() {
    script =
        () -> {
          CompletableFuture<Outcome> outcome = new CompletableFuture<>();
          synchronized (held) {
            held.add(outcome);
          }
          return outcome;
        };
    return this;
  }

  void release(Outcome outcome) {
    List<CompletableFuture<Outcome>> all;
    synchronized (held) {
      all = List.copyOf(held);
      held.clear();
    }
    all.forEach(each -> each.complete(outcome));
  }

  @Override
  public CompletionStage<Outcome> authenticate(AuthRequest request) {
    requests.add(request);
    return script.get();
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token,
      String username,
      Answer answer,
      Caller caller,
      Waiting waiting,
      Optional<Instant> deadline) {
    String code =
        answer.match(
            typed -> typed.text().text(),
            proof -> "proof",
            opaque -> "opaque",
            signal -> signal.kind());
    answers.add(new Answered(token, username, code, caller));
    return script.get();
  }

  @Override
  public CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    holding.add(new Answered(token, username, "", caller));
    return script.get();
  }

  @Override
  public void abandon(ChallengeToken token, AbandonReason why) {
    throw new AssertionError("the listener gives nothing up");
  }
}
