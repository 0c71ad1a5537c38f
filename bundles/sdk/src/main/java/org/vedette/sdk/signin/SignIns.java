package org.vedette.sdk.signin;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.AuthenticationService;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Waiting;
import org.vedette.api.secret.SecretVault;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** Has the core sign people in for applications. Thread-safe. */
final class SignIns {
  /** Longest step; shorter than a route waits for a service. */
  private static final Duration STEP = Duration.ofSeconds(25);

  private final Supplier<SecretVault> vault;
  private final CoreCalls core;
  private final InstantSource clock;
  private final SignInTokens tokens;
  private final SignInViews views;
  private final Owners owners;
  private final Repeats repeats;
  private final Polls polls;

  SignIns(Installed installed, CoreCalls core, Worker worker, InstantSource clock) {
    this.vault = installed::vault;
    this.core = core;
    this.clock = clock;
    this.tokens = new SignInTokens(vault);
    this.views = new SignInViews(tokens);
    this.owners = new Owners(vault);
    this.repeats = new Repeats(clock);
    this.polls = new Polls(worker);
  }

  /** Begins a sign-in. */
  CompletionStage<SignInView> begin(Client client, SignInForm form, Optional<String> key) {
    Caller caller = caller(client, form.clientAddress(), owners.of(client, key, "", form));
    return once(
        caller,
        key,
        () -> {
          Instant deadline = deadline(client);
          AuthRequest request =
              new AuthRequest(
                  AuditIds.of(ByteBuffer.wrap(vault.get().random(Long.BYTES)).getLong()),
                  caller,
                  form.username(),
                  Optional.of(new Credential.Typed(form.shown())),
                  Map.of(),
                  Waiting.POLL,
                  Asking.TYPED,
                  deadline);
          return ask(
              client, form.username(), caller, deadline, service -> service.authenticate(request));
        });
  }

  /**
   * Answers a question by typing.
   *
   * @param signin as the application was told
   */
  CompletionStage<SignInView> answer(
      Client client, String signin, SignInForm form, Optional<String> key) {
    ChallengeToken token = challenge(client, signin, form.username(), true);
    Caller caller = caller(client, "", owners.of(client, key, signin, form));
    return once(
        caller,
        key,
        () -> {
          Instant deadline = deadline(client);
          return ask(
              client,
              form.username(),
              caller,
              deadline,
              service ->
                  service.answer(
                      token,
                      form.username(),
                      new Answer.Typed(form.shown()),
                      caller,
                      Waiting.POLL,
                      Optional.of(deadline)));
        });
  }

  /** Waits for what becomes of a prompt that is answered elsewhere. */
  CompletionStage<SignInView> look(Client client, String signin, String username, Duration wait) {
    ChallengeToken token = challenge(client, signin, username, false);
    Caller caller = caller(client, "", owners.fresh());
    polls.enter();
    CompletionStage<Outcome> held;
    try {
      held = hold(token, username, caller, clock.instant().plus(STEP));
    } catch (RuntimeException failure) {
      polls.leave();
      throw failure;
    }
    return polls
        .await(held, wait)
        .thenApply(
            found ->
                found
                    .map(outcome -> views.of(client, username, outcome))
                    .orElseGet(() -> views.stillWaiting(signin)));
  }

  /** Gives a sign-in up; one that is not this application's, or is over, is left alone. */
  void giveUp(Client client, String signin) {
    AuthenticationService service =
        core.present().orElseThrow(() -> Problem.notInstalled("core (sign-ins)"));
    tokens
        .read(client, signin)
        .ifPresent(open -> service.abandon(open.challenge(), AbandonReason.CLIENT_GONE));
  }

  private CompletionStage<SignInView> once(
      Caller caller, Optional<String> key, Supplier<CompletionStage<SignInView>> work) {
    return key.isPresent() ? repeats.once(caller.owner(), work) : work.get();
  }

  private CompletionStage<SignInView> ask(
      Client client,
      String username,
      Caller caller,
      Instant deadline,
      Function<AuthenticationService, CompletionStage<Outcome>> question) {
    return core.ask(
            new Question(question, (next, prompt) -> next.hold(prompt, username, caller, deadline)),
            STEP)
        .thenApply(
            outcome -> {
              if (outcome instanceof Outcome.Challenged asked && !asked.prompt().typed()) {
                watch(client, asked, username);
              }
              return views.of(client, username, outcome);
            });
  }

  /** Has the core wait for a prompt even if nobody asks, so that its end is recorded. */
  private void watch(Client client, Outcome.Challenged asked, String username) {
    var unused = hold(asked.token(), username, caller(client, "", owners.fresh()), asked.expires());
  }

  private CompletionStage<Outcome> hold(
      ChallengeToken token, String username, Caller caller, Instant deadline) {
    return core.ask(
        new Question(
            service -> service.hold(token, username, caller, deadline),
            (next, prompt) -> next.hold(prompt, username, caller, deadline)),
        Duration.between(clock.instant(), deadline));
  }

  /**
   * Finds the challenge. What was not made for this application and this user stands for one that
   * nobody holds, so that the core denies and records it.
   */
  private ChallengeToken challenge(Client client, String signin, String username, boolean typed) {
    Optional<SignInTokens.Opened> open = tokens.read(client, signin, username);
    if (open.isPresent() && open.get().typed() != typed) {
      throw Problem.conflict(
          "signin",
          typed
              ? "signin: the person is asked elsewhere; ask with GET how it stands"
              : "signin: a code is to be typed; send it with POST");
    }
    return open.map(SignInTokens.Opened::challenge).orElseGet(() -> tokens.stranger(signin));
  }

  private Instant deadline(Client client) {
    Duration own = client.application().deadline();
    return clock.instant().plus(own.compareTo(STEP) < 0 ? own : STEP);
  }

  /**
   * Known by its token: requests of one sign-in may come from several web servers, or balancers.
   */
  private static Caller caller(Client client, String clientAddress, byte[] owner) {
    return new Caller(
        SignInSchema.LISTENER,
        client.application().id(),
        client.address(),
        clientAddress,
        owner,
        Optional.empty(),
        true);
  }
}
