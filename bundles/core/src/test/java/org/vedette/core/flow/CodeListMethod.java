package org.vedette.core.flow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Register;
import org.vedette.api.method.Verification;
import org.vedette.api.state.Merge;

/**
 * A method for tests: six-digit codes that start with the enrollment's secret prefix are right, and
 * each must be greater than the one before.
 */
final class CodeListMethod implements AuthenticationMethod {
  static final String ID = "list";

  @Override
  public MethodInfo info() {
    return new MethodInfo(
        ID, "Code list", Set.of("standard", "pin"), MethodInfo.AnswerKind.TYPED, false);
  }

  @Override
  public Set<String> registers() {
    return Set.of("last");
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    return new Verification.Pending("Code?", Optional.empty(), new byte[0], List.of());
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    String text =
        answer.match(
            typed -> typed.text().text(),
            proof -> guess(enrollment.secret().orElseThrow().text(), proof.chap()),
            opaque -> "",
            signal -> "");
    if (text.length() != 6 || !text.startsWith(enrollment.secret().orElseThrow().text())) {
      return new Verification.Refused(ResultCode.OATH_WRONG, "code wrong");
    }
    long number = Long.parseLong(text);
    if (number <= enrollment.register("last")) {
      return new Verification.Refused(ResultCode.OATH_DUPLICATE, "code used");
    }
    return new Verification.Accepted(
        ResultCode.OATH_VERIFIED,
        text,
        Optional.empty(),
        List.of(new Register("last", Merge.MAX, 0, number)));
  }

  private static String guess(String prefix, Credential.Chap chap) {
    return IntStream.range(0, 10_000)
        .mapToObj(number -> "%s%04d".formatted(prefix, number))
        .filter(code -> chap.provedBy(code.getBytes(StandardCharsets.UTF_8)))
        .findFirst()
        .orElse("");
  }
}
