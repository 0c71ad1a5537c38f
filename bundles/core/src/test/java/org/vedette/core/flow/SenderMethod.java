package org.vedette.core.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.auth.Answer;
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

/** Sends codes 100001, 100002 and so on: method and gateway in one. */
final class SenderMethod implements AuthenticationMethod, DeliveryGateway {
  final List<Message> sent = new CopyOnWriteArrayList<>();
  volatile Delivery delivery = new Delivery.Sent("1");
  private int next = 100_001;

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        CodeListMethod.ID,
        "Sent",
        Set.of("standard", "pin"),
        MethodInfo.AnswerKind.TYPED,
        false,
        false);
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    Secret code = Secret.of(Integer.toString(next++));
    Message message = new Message("sms", "+411234", "code", "en", Map.of("minutes", "5"), code);
    return new Verification.Pending("Code?", Optional.empty(), code.bytes(), List.of(message));
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (challenge.isEmpty()) {
      return new Verification.Unable("nothing was sent");
    }
    Secret right = Secret.of(challenge.get().data());
    return answer instanceof Answer.Typed typed && typed.text().equals(right)
        ? new Verification.Accepted(
            ResultCode.SENT_CODE_VERIFIED, right.text(), Optional.empty(), List.of())
        : new Verification.Refused(ResultCode.SENT_CODE_WRONG, "code wrong");
  }

  @Override
  public String channel() {
    return "sms";
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    sent.add(message);
    return CompletableFuture.completedFuture(delivery);
  }
}
