package org.vedette.sentcode;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Message;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;

/** A method that sends a code and takes it back typed, once and for a while. Thread-safe. */
public final class SentCodes {
  private static final String TEMPLATE = "code";
  private static final int ID_LENGTH = 16;

  private final Kind kind;
  private final Supplier<Settings> settings;
  private final Prompts prompts = new Prompts();

  /** Makes a method of a kind; settings are read once for each call. */
  public SentCodes(Kind kind, Supplier<Settings> settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** What the method is. */
  public MethodInfo info() {
    return new MethodInfo(
        kind.id(),
        kind.label(),
        Set.of(Enrollment.STANDARD, Enrollment.PIN),
        MethodInfo.AnswerKind.TYPED,
        false,
        false);
  }

  /** Makes a code and asks for it. */
  public Verification begin(Enrolled enrollment, MethodContext context) {
    Optional<String> to = context.user().flatMap(kind.address());
    if (to.isEmpty()) {
      return new Verification.Unable(kind.missing());
    }
    if (enrollment.secret().isEmpty()) {
      return new Verification.Unable("the enrollment has no secret");
    }
    Duration valid = settings.get().valid();
    Secret code = Code.make(enrollment.codeLength(), context.random());
    Message message =
        new Message(
            kind.channel(),
            to.get(),
            TEMPLATE,
            context.language().toLanguageTag(),
            Map.of("minutes", Long.toString(Math.max(1, valid.toMinutes()))),
            code);
    return new Verification.Pending(
        prompts.sent(kind.channel(), to.get(), context.language()),
        Optional.of(valid),
        Code.keep(code, enrollment.secret().get(), context.random()),
        List.of(message));
  }

  /** Checks what was typed against the code that was sent last. */
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (challenge.isEmpty() || enrollment.secret().isEmpty()) {
      return new Verification.Unable("no code was sent by it in this sign-in");
    }
    if (!(answer instanceof Answer.Typed typed)) {
      return new Verification.Unable("a code that was sent has to be typed");
    }
    byte[] kept = challenge.get().data();
    return Code.matches(kept, typed.text(), enrollment.secret().get())
        ? new Verification.Accepted(
            ResultCode.SENT_CODE_VERIFIED,
            HexFormat.of().formatHex(Arrays.copyOf(kept, ID_LENGTH)),
            Optional.of(challenge.get().opened().plus(settings.get().valid()).plusSeconds(60)),
            List.of())
        : new Verification.Refused(ResultCode.SENT_CODE_WRONG, "code wrong");
  }

  /** Enrolls a user who can be reached. */
  public EnrollStep enroll(EnrollRequest request) {
    if (!Set.of(Enrollment.STANDARD, Enrollment.PIN).contains(request.mode())) {
      return new EnrollStep.Failed("mode", "mode is standard or pin, for instance standard");
    }
    if (!request.params().isEmpty()) {
      return new EnrollStep.Failed(
          request.params().keySet().iterator().next(),
          "not known: this method has no settings of a user");
    }
    if (request.secret().isPresent()) {
      return new EnrollStep.Failed("secret", "this method makes its secret itself");
    }
    Optional<String> to = kind.address().apply(request.user());
    if (to.isEmpty()) {
      return new EnrollStep.Failed("user", kind.missing());
    }
    return new EnrollStep.Done(
        request.label().isBlank() ? kind.label() : request.label(),
        settings.get().digits(),
        Map.of(),
        Optional.empty(),
        Optional.of(Secret.of(request.context().random().apply(Code.KEY))),
        List.of(),
        Map.of());
  }
}
