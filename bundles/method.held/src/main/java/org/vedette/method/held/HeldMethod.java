package org.vedette.method.held;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Message;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;

/**
 * Asks a phone, which approves or declines with a signature over the number of the prompt: what an
 * app does, with a test as the person.
 */
@Component(property = AuthenticationMethod.PROPERTY + "=" + HeldMethod.ID)
public final class HeldMethod implements AuthenticationMethod {
  static final String ID = "held";
  static final String PHONE = "phone";
  static final String NUMBER = "number";
  static final String ENROLLMENT = "enrollment";

  private static final int NUMBER_LENGTH = 16;
  private static final MethodInfo INFO =
      new MethodInfo(
          ID,
          "Approval by a test",
          Set.of(Enrollment.STANDARD),
          MethodInfo.AnswerKind.ELSEWHERE,
          false);

  @Override
  public MethodInfo info() {
    return INFO;
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    String phone = enrollment.params().get(PHONE);
    if (phone == null) {
      return new Verification.Unable("the enrollment names no phone");
    }
    byte[] number = context.random().apply(NUMBER_LENGTH);
    Message push =
        new Message(
            HeldLine.CHANNEL,
            phone,
            "approve",
            context.language().toLanguageTag(),
            Map.of(
                NUMBER, HexFormat.of().formatHex(number), ENROLLMENT, enrollment.id().toString()),
            Secret.of(""));
    return new Verification.Pending(
        "Please answer on your phone.", Optional.empty(), number, List.of(push));
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (!(answer instanceof Answer.Signal signal) || challenge.isEmpty()) {
      return new Verification.Refused(ResultCode.METHOD_REFUSED, "answered on the phone only");
    }
    if (enrollment.secret().isEmpty()) {
      return new Verification.Unable("the enrollment has no secret");
    }
    byte[] number = challenge.get().data();
    Secret right = Signature.of(enrollment.secret().get(), signal.kind(), number);
    if (!right.equals(signal.content())) {
      return new Verification.Unable("the signature is wrong");
    }
    return signal.kind().equals(Signature.APPROVE)
        ? new Verification.Accepted(
            ResultCode.METHOD_VERIFIED,
            HexFormat.of().formatHex(number),
            Optional.of(context.now().plusSeconds(600)),
            List.of())
        : new Verification.Refused(ResultCode.METHOD_REFUSED, "declined on the phone");
  }
}
