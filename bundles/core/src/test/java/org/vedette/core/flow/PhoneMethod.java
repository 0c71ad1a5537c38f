package org.vedette.core.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.ResultCode;
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

/** A phone for tests: method and gateway in one, which notes what it is sent. */
final class PhoneMethod implements AuthenticationMethod, DeliveryGateway {
  static final String CHANNEL = "push";

  final List<Message> sent = new CopyOnWriteArrayList<>();
  volatile Delivery delivery = new Delivery.Sent("1");

  /** The prompt that was sent last. */
  ChallengeToken token() {
    return sent.get(sent.size() - 1).challenge().orElseThrow();
  }

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        CodeListMethod.ID, "Phone", Set.of("standard"), MethodInfo.AnswerKind.ELSEWHERE, false);
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    Message push = new Message(CHANNEL, "alice", "approve", "en", Map.of(), Secret.of(""));
    return new Verification.Pending("Phone!", Optional.empty(), new byte[] {7}, List.of(push));
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    String kind =
        answer.match(typed -> "typed", proof -> "proof", opaque -> "opaque", Answer.Signal::kind);
    if (kind.equals("approve") && challenge.isPresent()) {
      return new Verification.Accepted(
          ResultCode.METHOD_VERIFIED,
          challenge.get().opened().toString(),
          Optional.empty(),
          List.of());
    }
    return kind.equals("decline")
        ? new Verification.Refused(ResultCode.METHOD_REFUSED, "declined")
        : new Verification.Unable("signature wrong");
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    sent.add(message);
    return CompletableFuture.completedFuture(delivery);
  }
}
