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
import org.vedette.api.delivery.Reply;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;

/**
 * A method that sends a code and takes it back by a message from the same address, while the
 * listener waits. In PIN mode the PIN follows the code. Thread-safe.
 */
public final class RepliedCodes {
  private static final int ID_LENGTH = 16;
  private static final int DECIMAL = 10;

  private final Kind kind;
  private final Supplier<Settings> settings;
  private final Prompts prompts = new Prompts();
  private final SentCodes codes;

  /** Makes a method of a kind; {@link Settings#valid} is the time for the reply. */
  public RepliedCodes(Kind kind, Supplier<Settings> settings) {
    this.kind = kind;
    this.settings = settings;
    this.codes = new SentCodes(kind, settings);
  }

  /** What the method is. */
  public MethodInfo info() {
    return new MethodInfo(
        kind.id(),
        kind.label(),
        Set.of(Enrollment.STANDARD, Enrollment.PIN),
        MethodInfo.AnswerKind.ELSEWHERE,
        false);
  }

  /** Makes a code and asks for it back. */
  public Verification begin(Enrolled enrollment, MethodContext context) {
    Optional<String> to = context.user().flatMap(kind.address());
    if (to.isEmpty()) {
      return new Verification.Unable(kind.missing());
    }
    if (enrollment.secret().isEmpty()) {
      return new Verification.Unable("the enrollment has no secret");
    }
    Secret code = Code.make(enrollment.codeLength(), context.random());
    Duration valid = settings.get().valid();
    Message message =
        new Message(
            kind.channel(),
            to.get(),
            enrollment.mode().equals(Enrollment.PIN) ? "reply.pin" : "reply",
            context.language().toLanguageTag(),
            Map.of("seconds", Long.toString(valid.toSeconds())),
            code);
    return new Verification.Pending(
        prompts.replied(kind.channel(), to.get(), context.language()),
        Optional.of(valid),
        Code.keep(code, enrollment.secret().get(), context.random()),
        List.of(message));
  }

  /** Checks what came back. */
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (!(answer instanceof Answer.Signal signal) || challenge.isEmpty()) {
      return new Verification.Refused(ResultCode.METHOD_REFUSED, "answered by a message only");
    }
    if (!signal.kind().equals(Reply.SIGNAL) || enrollment.secret().isEmpty()) {
      return new Verification.Unable("a message is expected");
    }
    boolean withPin = enrollment.mode().equals(Enrollment.PIN);
    String digits = digits(signal.content().text());
    int length = Math.min(enrollment.codeLength(), digits.length());
    byte[] kept = challenge.get().data();
    boolean right =
        Code.matches(kept, Secret.of(digits.substring(0, length)), enrollment.secret().get());
    String rest = digits.substring(length);
    if (!right || (!withPin && !rest.isEmpty())) {
      return withPin
          ? new Verification.Refused(ResultCode.SENT_CODE_PIN_WRONG, "the reply is wrong")
          : new Verification.Refused(ResultCode.SENT_CODE_WRONG, "the reply is wrong");
    }
    Verification.Accepted accepted =
        new Verification.Accepted(
            withPin ? ResultCode.SENT_CODE_PIN_VERIFIED : ResultCode.SENT_CODE_VERIFIED,
            HexFormat.of().formatHex(Arrays.copyOf(kept, ID_LENGTH)),
            Optional.of(challenge.get().opened().plus(settings.get().valid()).plusSeconds(60)),
            List.of());
    return withPin
        ? new Verification.PinTyped(
            Secret.of(rest),
            accepted,
            new Verification.Refused(ResultCode.SENT_CODE_PIN_WRONG, "PIN wrong"))
        : accepted;
  }

  /** People write a code as they like; only the digits count, in whatever script. */
  private static String digits(String text) {
    StringBuilder found = new StringBuilder();
    text.codePoints()
        .map(each -> Character.digit(each, DECIMAL))
        .filter(each -> each >= 0)
        .forEach(found::append);
    return found.toString();
  }

  /** Enrolls a user who can be reached. */
  public EnrollStep enroll(EnrollRequest request) {
    return codes.enroll(request);
  }
}
