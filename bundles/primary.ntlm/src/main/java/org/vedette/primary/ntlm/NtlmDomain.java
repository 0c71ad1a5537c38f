package org.vedette.primary.ntlm;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.vedette.api.auth.Credential;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.Proof;

/** A domain that checks passwords, under settings that do not change. Thread-safe. */
final class NtlmDomain implements AutoCloseable {
  /** What is left of the deadline for the answer to travel. */
  private static final Duration MARGIN = Duration.ofMillis(200);

  private static final PrimaryVerdict NEEDS_MORE =
      new PrimaryVerdict.Refused(
          "a domain checks passwords and MS-CHAPv2 only; set the client to one of them");

  private final NtlmSettings settings;
  private final SecretVault vault;
  private final InstantSource clock;
  private final HelperPool pool;
  private final InFlight running = new InFlight();

  NtlmDomain(String name, NtlmSettings settings, SecretVault vault, InstantSource clock) {
    this.settings = settings;
    this.vault = vault;
    this.clock = clock;
    this.pool = new HelperPool(name, settings);
    pool.start();
  }

  /** Checks; see {@link org.vedette.api.primary.PrimaryAuthenticator#check}. */
  CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return running.track(
        () ->
            AccountName.read(request.username(), settings.domain())
                .map(name -> check(name, request))
                .orElseGet(() -> done(new PrimaryVerdict.Refused("no account has such a name"))));
  }

  private CompletionStage<PrimaryVerdict> check(AccountName name, PrimaryRequest request) {
    return request
        .credential()
        .match(
            typed -> text(name, typed.text(), request),
            chap -> done(NEEDS_MORE),
            msChap2 -> proof(name, msChap2, request),
            opaque -> done(NEEDS_MORE));
  }

  private CompletionStage<PrimaryVerdict> text(
      AccountName name, Secret password, PrimaryRequest request) {
    if (!Question.fits(password)) {
      return done(
          new PrimaryVerdict.Refused(
              "a password has 1 to " + Question.MAX_PASSWORD + " octets, and no zero among them"));
    }
    return ask(
        name,
        Question.typed(name, password),
        request,
        key -> new PrimaryVerdict.Confirmed(Map.of(), Set.of()));
  }

  private CompletionStage<PrimaryVerdict> proof(
      AccountName name, Credential.MsChap2 shown, PrimaryRequest request) {
    MsChap2 exchange =
        new MsChap2(shown.challenge(), shown.peerChallenge(), shown.username(), shown.response());
    return ask(
        name, Question.msChap2(name, exchange, shown), request, key -> proved(exchange, key));
  }

  /** What the peer is owed (RFC 2759 section 5) needs the key: without it nobody could use this. */
  private PrimaryVerdict proved(MsChap2 exchange, byte[] key) {
    if (key.length == 0) {
      return new PrimaryVerdict.Unreachable("the domain confirms without a session key");
    }
    Proof proof = exchange.proof(key);
    return new PrimaryVerdict.Confirmed(
        new MsChapProof(proof.response(), proof.sendKey(), proof.receiveKey()).seal(vault),
        Set.of());
  }

  private CompletionStage<PrimaryVerdict> ask(
      AccountName name,
      byte[] question,
      PrimaryRequest request,
      Function<byte[], PrimaryVerdict> confirmed) {
    Job job = new Job(question, Question.nobody(name.domain()));
    Duration left = Duration.between(clock.instant(), request.deadline().minus(MARGIN));
    if (left.isNegative() || left.isZero()) {
      job.end(new Answer.None("the deadline has passed"));
      return job.answer().thenApply(answer -> verdict(answer, confirmed));
    }
    return pool.ask(job, left).thenApply(answer -> verdict(answer, confirmed));
  }

  private static PrimaryVerdict verdict(Answer answer, Function<byte[], PrimaryVerdict> confirmed) {
    return answer.match(
        confirmed,
        (status, text) ->
            status.refuses()
                ? new PrimaryVerdict.Refused(
                    "the domain refuses: " + status.meaning(),
                    status.expired() ? PasswordExpired.attributes() : Map.of())
                : new PrimaryVerdict.Unreachable("the domain does not decide: " + text),
        why -> new PrimaryVerdict.Unreachable("the helper does not answer: " + why));
  }

  /** Returns how helpers and domain feel. */
  Health health() {
    return pool.health();
  }

  /** Waits for what runs. */
  void drain(Duration limit) {
    running.drain(limit);
  }

  @Override
  public void close() {
    pool.close();
  }

  private static CompletionStage<PrimaryVerdict> done(PrimaryVerdict verdict) {
    return CompletableFuture.completedFuture(verdict);
  }
}
