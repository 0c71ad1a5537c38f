package org.vedette.method.phone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.Message;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;
import org.vedette.method.phone.CallState.Step;

/** What is said and done in a call: from where it stands and what happened to a verdict. */
final class Dialogue {
  private static final Duration USED = Duration.ofMinutes(10);
  private static final String END = "#";
  private static final String HMAC = "HmacSHA256";

  private final PhoneSettings settings;
  private final Enrolled enrolled;
  private final MethodContext context;

  Dialogue(PhoneSettings settings, Enrolled enrolled, MethodContext context) {
    this.settings = settings;
    this.enrolled = enrolled;
    this.context = context;
  }

  private boolean pin() {
    return enrolled.mode().equals(Enrollment.PIN);
  }

  /** The call that begins a sign-in, or the next one; empty when there is no further number. */
  Optional<Verification> ring(CallState state, String prompt) {
    return Numbers.call(
            context.user(),
            state.call(),
            settings.rounds(),
            pin() ? "call.pin" : "call.standard",
            context.language())
        .map(call -> pending(state, prompt, List.of(call)));
  }

  private static Verification pending(CallState state, String prompt, List<Message> sends) {
    return new Verification.Pending(prompt, Optional.empty(), state.toBytes(), sends);
  }

  private static Verification say(CallState state, String prompt) {
    return pending(state, prompt, List.of());
  }

  private static Verification refused(ResultCode result, String detail) {
    return new Verification.Refused(result, detail);
  }

  /** Goes on after something happened. */
  Verification after(CallState state, Answer.Signal signal) {
    return switch (signal.kind()) {
      case CallEvent.KEYS -> keys(state, signal.content().text());
      case CallEvent.UNANSWERED -> unanswered(state, signal.content().text());
      case CallEvent.SILENCE ->
          next(state, refused(ResultCode.CALL_SILENT, "answered, and nothing was pressed"));
      case CallEvent.HUNG_UP -> refused(ResultCode.CALL_HUNG_UP, "hung up");
      case Verification.PIN_EXPIRED ->
          enrolled.secret().isPresent()
              ? say(state.await(Step.NEW_PIN), "newpin")
              : refused(ResultCode.PIN_EXPIRED, "the PIN cannot be changed in this call");
      default -> new Verification.Unable("a call knows no " + signal.kind());
    };
  }

  private Verification unanswered(CallState state, String why) {
    ResultCode result =
        switch (why.toUpperCase(Locale.ROOT)) {
          case "INVALID_NUMBER" -> ResultCode.CALL_INVALID_NUMBER;
          case "FAILED" -> ResultCode.CALL_FAILED;
          default -> ResultCode.CALL_UNANSWERED;
        };
    return next(state, refused(result, "not answered: " + why));
  }

  private Verification next(CallState state, Verification last) {
    return ring(state.nextCall(settings.pinTries()), "").orElse(last);
  }

  private Verification keys(CallState state, String typed) {
    boolean ended = typed.endsWith(END);
    String digits = ended ? typed.substring(0, typed.length() - 1) : typed;
    return switch (state.step()) {
      case ANSWER -> ended ? answered(state, digits) : unended(digits);
      case FRAUD ->
          digits.equals("1")
              ? refused(ResultCode.FRAUD_REPORTED, "fraud reported and confirmed")
              : refused(ResultCode.CALL_WRONG, "report of fraud not confirmed");
      case NEW_PIN -> chosen(state, digits);
      case AGAIN -> again(state, digits);
    };
  }

  private static Verification unended(String digits) {
    return refused(
        ResultCode.CALL_UNENDED, digits.length() + " keys were pressed without # behind them");
  }

  private Verification answered(CallState state, String digits) {
    if (!settings.fraudCode().isEmpty() && digits.equals(settings.fraudCode())) {
      return settings.confirmFraud()
          ? say(state.await(Step.FRAUD), "fraud.confirm")
          : refused(ResultCode.FRAUD_REPORTED, "fraud reported");
    }
    if (!pin()) {
      return digits.isEmpty()
          ? accepted(state, ResultCode.CALL_VERIFIED)
          : refused(ResultCode.CALL_WRONG, "other keys than # were pressed");
    }
    if (!digits.matches("[0-9]+")) {
      return refused(
          ResultCode.CALL_WRONG, digits.isEmpty() ? "# without a PIN" : "a PIN is digits only");
    }
    CallState wrong = state.wrongPin();
    return new Verification.PinTyped(
        Secret.of(digits),
        accepted(state, ResultCode.CALL_PIN_VERIFIED),
        wrong.pins() > 0
            ? say(wrong, "retry.pin")
            : refused(ResultCode.CALL_PIN_WRONG, "PIN wrong"));
  }

  private Verification.Accepted accepted(CallState state, ResultCode result) {
    return new Verification.Accepted(
        result, state.claim(), Optional.of(context.now().plus(USED)), List.of());
  }

  private Verification chosen(CallState state, String digits) {
    return digits.isEmpty()
        ? refused(ResultCode.PIN_EXPIRED, "no new PIN was typed")
        : say(state.chose(hash(state, digits)), "newpin.again");
  }

  private Verification again(CallState state, String digits) {
    CallState anew = state.wrongPin().await(Step.NEW_PIN);
    Verification bad =
        anew.pins() > -settings.pinTries()
            ? say(anew, "newpin.bad")
            : refused(ResultCode.PIN_EXPIRED, "no new PIN was chosen");
    return MessageDigest.isEqual(state.chosen(), hash(state, digits))
        ? new Verification.PinChosen(
            Secret.of(digits), accepted(state, ResultCode.CALL_PIN_VERIFIED), bad)
        : bad;
  }

  /** Under the secret of the enrollment: the journal does not tell what was typed. */
  private byte[] hash(CallState state, String digits) {
    byte[] key = enrolled.secret().orElseThrow().bytes();
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      mac.update(state.nonce());
      return mac.doFinal(digits.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + HMAC, impossible);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
