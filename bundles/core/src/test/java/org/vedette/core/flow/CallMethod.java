package org.vedette.core.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;

/** Calls, takes a PIN twice, and calls a second number when nobody answers. */
final class CallMethod implements AuthenticationMethod, DeliveryGateway {
  final List<Message> calls = new ArrayList<>();
  volatile Delivery delivery = new Delivery.Sent("call-1");
  volatile boolean fraud;

  ChallengeToken token() {
    return calls.get(calls.size() - 1).challenge().orElseThrow();
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        CodeListMethod.ID,
        "Call",
        Set.of("standard", "pin"),
        MethodInfo.AnswerKind.ELSEWHERE,
        false);
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    return ring("first", "call", "+411");
  }

  private static Verification ring(String data, String prompt, String to) {
    return new Verification.Pending(
        prompt,
        Optional.empty(),
        data.getBytes(StandardCharsets.UTF_8),
        List.of(new Message("voice", to, "call", "de", Map.of(), Secret.of(""))));
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    String before = new String(challenge.orElseThrow().data(), StandardCharsets.UTF_8);
    Answer.Signal signal = (Answer.Signal) answer;
    if (signal.kind().equals(CallEvent.UNANSWERED)) {
      return before.equals("first")
          ? ring("second", "", "+412")
          : new Verification.Refused(ResultCode.CALL_UNANSWERED, signal.content().text());
    }
    if (fraud) {
      return new Verification.Refused(ResultCode.FRAUD_REPORTED, "not me");
    }
    Verification.Refused wrong =
        new Verification.Refused(ResultCode.CALL_PIN_WRONG, "the PIN is wrong");
    return new Verification.PinTyped(
        signal.content(),
        new Verification.Accepted(
            ResultCode.CALL_PIN_VERIFIED, before, Optional.empty(), List.of()),
        before.equals("again")
            ? wrong
            : new Verification.Pending(
                "retry.pin",
                Optional.empty(),
                "again".getBytes(StandardCharsets.UTF_8),
                List.of()));
  }

  @Override
  public String channel() {
    return "voice";
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    calls.add(message);
    return CompletableFuture.completedFuture(delivery);
  }
}
