package org.vedette.sdk.signin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;

/** A core that says what a test wants, and remembers what it was asked. */
final class FakeCore implements AuthenticationService {
  record Answered(
      ChallengeToken token, String username, Answer answer, Caller caller, Waiting waiting) {}

  final List<AuthRequest> requests = new ArrayList<>();
  final List<Answered> answers = new ArrayList<>();
  final List<Caller> holders = new ArrayList<>();
  final List<ChallengeToken> abandoned = new ArrayList<>();

  /** What becomes of prompts; like the core it tells that to whoever knows the token. */
  final Map<ChallengeToken, CompletableFuture<Outcome>> prompts = new HashMap<>();

  private final String name;
  private Outcome next = denied(ResultCode.PRIMARY_REFUSED, "0000-0000-0001");

  FakeCore(String name) {
    this.name = name;
  }

  void says(Outcome outcome) {
    next = outcome;
  }

  static Outcome denied(ResultCode result, String reference) {
    return new Outcome.Denied(result, reference, Map.of("why", "MARKED"));
  }

  @Override
  public CompletionStage<Outcome> authenticate(AuthRequest request) {
    requests.add(request);
    return CompletableFuture.completedFuture(next);
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token,
      String username,
      Answer answer,
      Caller caller,
      Waiting waiting,
      Optional<Instant> deadline) {
    answers.add(new Answered(token, username, answer, caller, waiting));
    return CompletableFuture.completedFuture(next);
  }

  @Override
  public CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    holders.add(caller);
    return prompts
        .getOrDefault(
            token,
            CompletableFuture.completedFuture(
                denied(ResultCode.CHALLENGE_INVALID, "0000-0000-0002")))
        .copy();
  }

  @Override
  public void abandon(ChallengeToken token, AbandonReason why) {
    abandoned.add(token);
  }

  @Override
  public String toString() {
    return name;
  }
}
