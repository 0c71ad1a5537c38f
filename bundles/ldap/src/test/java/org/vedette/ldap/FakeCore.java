package org.vedette.ldap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.AppendedTail;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;

/** A core that does as it is told. */
final class FakeCore implements AuthenticationService {
  final List<AuthRequest> requests = new CopyOnWriteArrayList<>();
  final List<Caller> withdrawn = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Outcome>> held = new ArrayList<>();
  private volatile Function<AuthRequest, CompletionStage<Outcome>> script =
      request -> CompletableFuture.completedFuture(denied(ResultCode.PRIMARY_REFUSED));

  static Outcome denied(ResultCode why) {
    return new Outcome.Denied(why, "K7Q2-9XMR-4TBC");
  }

  static Outcome granted(int tail) {
    return new Outcome.Granted(
        "alice", AppendedTail.write(tail), ResultCode.METHOD_VERIFIED, "K7Q2-9XMR-4TBC");
  }

  FakeCore says(Outcome outcome) {
    script = request -> CompletableFuture.completedFuture(outcome);
    return this;
  }

  /** Holds every request until {@link #release}. */
  FakeCore holds() {
    script =
        request -> {
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

  /** What was typed as the password of the last request. */
  String lastPassword() {
    Credential shown = requests.get(requests.size() - 1).credential().orElseThrow();
    return ((Credential.Typed) shown).text().text();
  }

  @Override
  public CompletionStage<Outcome> authenticate(AuthRequest request) {
    requests.add(request);
    return script.apply(request);
  }

  @Override
  public CompletionStage<Outcome> answer(
      ChallengeToken token,
      String username,
      Answer answer,
      Caller caller,
      Waiting waiting,
      Optional<Instant> deadline) {
    throw new AssertionError("LDAP has no room for an answer");
  }

  @Override
  public CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    throw new AssertionError("no core was replaced");
  }

  @Override
  public void abandon(ChallengeToken token, AbandonReason why) {
    throw new AssertionError("the listener knows no tokens");
  }

  @Override
  public void withdraw(Caller caller) {
    withdrawn.add(caller);
    release(denied(ResultCode.ABANDONED));
  }
}
