package org.vedette.method.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallEvent.Why;
import org.vedette.api.delivery.Message;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/** A call, from what happens in it to the verdict. */
public class PhoneMethodTest {
  private static final UUID ID = new UUID(1, 2);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final User ALICE =
      User.builder(ID, "alice", "alice")
          .phone(Optional.of(new Phone("41", "791234567", "@,,89#")))
          .backupPhone(Optional.of(new Phone("41", "446681800", "")))
          .build();

  private final PhoneMethod method = new PhoneMethod("1.0.0");

  @Test
  public void hashKeyApproves() {
    Verification.Pending first = begin("standard", ALICE);
    Message call = first.sends().get(0);
    assertThat(call.channel()).isEqualTo("voice");
    assertThat(call.to()).isEqualTo("+41791234567");
    assertThat(call.template()).isEqualTo("call.standard");
    assertThat(call.fields()).containsEntry("extension", ",,89#");
    assertThat(first.prompt()).contains("\u202667").doesNotContain("7912");

    assertThat(result(keys("standard", first, "", true))).isEqualTo(ResultCode.CALL_VERIFIED);
  }

  @Test
  public void otherKeysDeny() {
    Verification.Pending first = begin("standard", ALICE);

    assertThat(result(keys("standard", first, "5", true))).isEqualTo(ResultCode.CALL_WRONG);
    assertThat(result(keys("standard", first, "5", false))).isEqualTo(ResultCode.CALL_UNENDED);
    assertThat(result(keys("standard", first, "", false))).isEqualTo(ResultCode.CALL_UNENDED);
  }

  @Test
  public void pinIsForTheCoreToCheck() {
    Verification.Pending first = begin("pin", ALICE);
    assertThat(first.sends().get(0).template()).isEqualTo("call.pin");
    Verification.PinTyped typed = (Verification.PinTyped) keys("pin", first, "4711", true);

    assertThat(typed.pin().text()).isEqualTo("4711");
    assertThat(typed.right().result()).isEqualTo(ResultCode.CALL_PIN_VERIFIED);
    assertThat(result(typed.wrong())).isEqualTo(ResultCode.CALL_PIN_WRONG);
    assertThat(result(keys("pin", first, "", true))).isEqualTo(ResultCode.CALL_WRONG);
    assertThat(result(keys("pin", first, "47*1", true))).isEqualTo(ResultCode.CALL_WRONG);
    assertThat(result(keys("pin", first, "4711", false))).isEqualTo(ResultCode.CALL_UNENDED);
  }

  @Test
  public void wrongPinMayBeTypedAgainAsOftenAsTheSettingSays() {
    method.modified(config(1, 2, "0", false));
    Verification.Pending first = begin("pin", ALICE);
    Verification.PinTyped once = (Verification.PinTyped) keys("pin", first, "1111", true);
    Verification.Pending retry = (Verification.Pending) once.wrong();
    assertThat(retry.prompt()).isEqualTo("retry.pin");
    assertThat(retry.sends()).isEmpty();
    Verification.PinTyped twice = (Verification.PinTyped) keys("pin", retry, "1112", true);

    assertThat(result(twice.wrong())).isEqualTo(ResultCode.CALL_PIN_WRONG);
  }

  @Test
  public void numbersAreCalledInTurnWhileNobodyAnswers() {
    method.modified(config(2, 1, "0", false));
    Verification.Pending now = begin("standard", ALICE);
    for (String next : new String[] {"+41446681800", "+41791234567", "+41446681800"}) {
      now = (Verification.Pending) signal("standard", now, unanswered(Why.BUSY));
      assertThat(now.sends().get(0).to()).isEqualTo(next);
      assertThat(now.prompt()).isEmpty();
    }

    assertThat(result(signal("standard", now, unanswered(Why.NO_ANSWER))))
        .isEqualTo(ResultCode.CALL_UNANSWERED);
    assertThat(result(signal("standard", now, unanswered(Why.INVALID_NUMBER))))
        .isEqualTo(ResultCode.CALL_INVALID_NUMBER);
    assertThat(result(signal("standard", now, unanswered(Why.FAILED))))
        .isEqualTo(ResultCode.CALL_FAILED);
    assertThat(result(signal("standard", now, new CallEvent.Silence())))
        .isEqualTo(ResultCode.CALL_SILENT);
    assertThat(result(signal("standard", now, new CallEvent.HungUp())))
        .isEqualTo(ResultCode.CALL_HUNG_UP);
  }

  @Test
  public void fraudIsReportedAtOnceOrAfterOne() {
    Verification.Pending first = begin("pin", ALICE);
    assertThat(result(keys("pin", first, "0", true))).isEqualTo(ResultCode.FRAUD_REPORTED);
    method.modified(config(1, 1, "99", true));
    Verification.Pending asked = (Verification.Pending) keys("pin", first, "99", true);
    assertThat(asked.prompt()).isEqualTo("fraud.confirm");

    assertThat(result(keys("pin", asked, "1", false))).isEqualTo(ResultCode.FRAUD_REPORTED);
    assertThat(result(keys("pin", asked, "2", true))).isEqualTo(ResultCode.CALL_WRONG);
  }

  @Test
  public void expiredPinIsChangedInTheCall() {
    Verification.Pending first = begin("pin", ALICE);
    Verification.Pending ask =
        (Verification.Pending)
            verify("pin", first, new Answer.Signal(Verification.PIN_EXPIRED, Secret.of("")));
    assertThat(ask.prompt()).isEqualTo("newpin");
    Verification.Pending again = (Verification.Pending) keys("pin", ask, "6158", true);
    assertThat(again.prompt()).isEqualTo("newpin.again");
    assertThat(new String(again.data(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("6158");

    Verification.PinChosen chosen = (Verification.PinChosen) keys("pin", again, "6158", true);
    assertThat(chosen.pin().text()).isEqualTo("6158");
    assertThat(((Verification.Pending) chosen.bad()).prompt()).isEqualTo("newpin.bad");
    assertThat(((Verification.Pending) keys("pin", again, "6159", true)).prompt())
        .isEqualTo("newpin.bad");
    assertThat(result(keys("pin", ask, "", true))).isEqualTo(ResultCode.PIN_EXPIRED);
  }

  @Test
  public void userWithoutANumberIsNeitherCalledNorEnrolled() {
    User bob = User.builder(ID, "bob", "bob").build();

    assertThat(method.begin(enrolled("standard"), context(bob)))
        .isInstanceOf(Verification.Unable.class);
    assertThat(enroll(bob)).isInstanceOf(EnrollStep.Failed.class);
    assertThat(((EnrollStep.Done) enroll(ALICE)).secret()).isPresent();
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnesAtWork() {
    method.modified(config(0, 0, "x", false));

    assertThat(method.health().toString()).contains("rounds").contains("pinTries");
    assertThat(method.health().toString()).contains("fraudCode");
    method.modified(config(3, 99, "", true));
    assertThat(method.health()).isEqualTo(Health.ok());
  }

  private EnrollStep enroll(User user) {
    return method.begin(
        new EnrollRequest(
            user, "Vedette", "standard", "", Map.of(), Optional.empty(), context(user)));
  }

  private Verification.Pending begin(String mode, User user) {
    return (Verification.Pending) method.begin(enrolled(mode), context(user));
  }

  private Verification keys(String mode, Verification.Pending open, String pressed, boolean ended) {
    return signal(mode, open, new CallEvent.Keys(Secret.of(pressed), ended));
  }

  private Verification signal(String mode, Verification.Pending open, CallEvent event) {
    return verify(mode, open, event.signal());
  }

  private Verification verify(String mode, Verification.Pending open, Answer answer) {
    return method.verify(
        enrolled(mode), Optional.of(new OpenChallenge(NOW, open.data())), answer, context(ALICE));
  }

  private static CallEvent unanswered(Why why) {
    return new CallEvent.Unanswered(why, "");
  }

  private static ResultCode result(Verification verdict) {
    return verdict instanceof Verification.Accepted accepted
        ? accepted.result()
        : ((Verification.Refused) verdict).result();
  }

  private static Enrolled enrolled(String mode) {
    return new Enrolled(ID, 1, mode, 0, Map.of(), Optional.of(Secret.of("k".repeat(32))), Map.of());
  }

  private static MethodContext context(User user) {
    return new MethodContext(NOW, Locale.GERMAN, "VPN", byte[]::new, Optional.of(user));
  }

  private static PhoneConfig config(int rounds, int pinTries, String code, boolean confirm) {
    return new PhoneConfig() {
      @Override
      public int rounds() {
        return rounds;
      }

      @Override
      public int pinTries() {
        return pinTries;
      }

      @Override
      public String fraudCode() {
        return code;
      }

      @Override
      public boolean confirmFraud() {
        return confirm;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return PhoneConfig.class;
      }
    };
  }
}
