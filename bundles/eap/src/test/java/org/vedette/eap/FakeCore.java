package org.vedette.eap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;
import org.vedette.codec.mschap.Proof;

/** Knows the password of everybody, and asks for a code if it is told to. */
final class FakeCore implements Function<EapQuestion, CompletionStage<Outcome>> {
  static final String PASSWORD = "Correct-Horse-9";
  static final String CODE = "123456";
  static final ChallengeToken TOKEN = new ChallengeToken(new byte[16]);

  final List<EapQuestion> asked = new ArrayList<>();
  boolean codes;
  boolean expired;
  int unavailable;
  CompletableFuture<Outcome> held;
  private final SecretVault vault;

  FakeCore(SecretVault vault) {
    this.vault = vault;
  }

  @Override
  public synchronized CompletionStage<Outcome> apply(EapQuestion question) {
    asked.add(question);
    if (held != null) {
      return held;
    }
    if (unavailable > 0) {
      unavailable--;
      return done(new Outcome.Unavailable(Duration.ofSeconds(1), "the directory is down"));
    }
    return done(question.match(this::first, this::next));
  }

  static Outcome granted() {
    return new Outcome.Granted("alice", Map.of(), ResultCode.OATH_VERIFIED, "ID");
  }

  private Outcome first(EapQuestion.First first) {
    return first
        .credential()
        .match(
            typed -> typed(first, typed.text().text()),
            chap -> denied(ResultCode.FAULT),
            this::msChap,
            opaque -> denied(ResultCode.FAULT));
  }

  private Outcome typed(EapQuestion.First first, String text) {
    if (!text.equals(PASSWORD)) {
      return denied(ResultCode.PRIMARY_REFUSED);
    }
    if (!codes) {
      return granted();
    }
    return first.asking() == Asking.NEVER
        ? denied(ResultCode.CANNOT_ASK)
        : new Outcome.Challenged(
            new Prompt("Code?", true, "oath"), TOKEN, Instant.now().plusSeconds(90));
  }

  private Outcome msChap(Credential.MsChap2 shown) {
    MsChap2 exchange =
        new MsChap2(shown.challenge(), shown.peerChallenge(), shown.username(), shown.response());
    byte[] hash = NtHash.of(PASSWORD.getBytes(UTF_8));
    if (!exchange.matches(hash)) {
      return denied(ResultCode.PRIMARY_REFUSED);
    }
    if (expired) {
      return new Outcome.Denied(ResultCode.PRIMARY_REFUSED, "ID", PasswordExpired.attributes());
    }
    Proof proof = exchange.proof(NtHash.again(hash));
    Map<String, String> attributes =
        new MsChapProof(proof.response(), proof.sendKey(), proof.receiveKey()).seal(vault);
    return new Outcome.Granted("alice", attributes, ResultCode.METHOD_VERIFIED, "ID");
  }

  private Outcome next(EapQuestion.Next next) {
    boolean right =
        next.token().equals(TOKEN)
            && next.answer() instanceof Answer.Typed typed
            && typed.text().text().equals(CODE);
    return right ? granted() : denied(ResultCode.OATH_WRONG);
  }

  private static Outcome denied(ResultCode why) {
    return new Outcome.Denied(why, "ID");
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
