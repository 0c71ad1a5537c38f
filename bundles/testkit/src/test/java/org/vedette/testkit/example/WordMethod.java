package org.vedette.testkit.example;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;

/** Asks for a word that the user was told at the counter. */
@Component(property = AuthenticationMethod.PROPERTY + "=word")
public final class WordMethod implements AuthenticationMethod, Enroller {
  @Override
  public MethodInfo info() {
    return new MethodInfo(
        "word", "Secret word", Set.of("standard"), MethodInfo.AnswerKind.TYPED, false, false);
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    byte[] number = context.random().apply(16);
    return new Verification.Pending("Your word, please.", Optional.empty(), number, List.of());
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (challenge.isEmpty() || !(answer instanceof Answer.Typed typed)) {
      return new Verification.Unable("nothing was asked");
    }
    String number = HexFormat.of().formatHex(challenge.get().data());
    return enrollment.secret().equals(Optional.of(typed.text()))
        ? new Verification.Accepted(
            ResultCode.METHOD_VERIFIED,
            number,
            Optional.of(context.now().plusSeconds(600)),
            List.of())
        : new Verification.Refused(ResultCode.METHOD_REFUSED, "word wrong");
  }

  @Override
  public List<Param> params() {
    return List.of();
  }

  @Override
  public EnrollStep begin(EnrollRequest request) {
    return request.secret().filter(word -> word.length() >= 8).isEmpty()
        ? new EnrollStep.Failed("secret", "a word of 8 characters at least")
        : new EnrollStep.Done(
            "Word", 0, Map.of(), Optional.empty(), request.secret(), List.of(), Map.of());
  }

  @Override
  public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
    return new EnrollStep.Failed("state", "enrolled in one step");
  }
}
