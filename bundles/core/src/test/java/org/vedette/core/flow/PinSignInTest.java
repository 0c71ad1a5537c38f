package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.core.settings.CoreSettings;

public class PinSignInTest {
  private static final Actor DESK = new Actor("desk", "test", "");
  private final World world = new World();

  @Before
  public void userHasPin() {
    world.enrollment("pin");
    assertThat(setPin("8261")).isEmpty();
  }

  @Test
  public void codeThenPinIsGranted() {
    assertThat(result(world.answer(world.challenge(), "5500018261")))
        .isEqualTo(ResultCode.OATH_PIN_VERIFIED);
  }

  @Test
  public void rightCodeWithWrongPinIsUsedUpAndAnsweredLikeAWrongCode() {
    world.application(plan -> plan.tries(1));

    assertThat(result(world.answer(world.challenge(), "5500019999")))
        .isEqualTo(ResultCode.OATH_PIN_WRONG);
    assertThat(result(world.answer(world.challenge(), "0000008261")))
        .isEqualTo(ResultCode.OATH_PIN_WRONG);
    assertThat(result(world.answer(world.challenge(), "5500018261")))
        .isEqualTo(ResultCode.OATH_DUPLICATE);
  }

  @Test
  public void codeAloneIsNotEnough() {
    world.application(plan -> plan.tries(1));

    assertThat(result(world.answer(world.challenge(), "550001")).denied()).isTrue();
  }

  @Test
  public void appendedCodeAndPinAreSplitOff() {
    world.application(plan -> plan.appended(new Appended(Appended.Mode.PLAIN, "")));

    assertThat(result(world.signIn("alice", PASSWORD + "5500018261")))
        .isEqualTo(ResultCode.OATH_PIN_VERIFIED);
  }

  @Test
  public void denialsWithAPinLockOutAndTimeUnlocks() {
    world.application(plan -> plan.tries(1));
    world.settings = World.lockingAfter(3);
    for (int i = 0; i < 3; i++) {
      world.answer(world.challenge(), "0000008261");
    }

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.LOCKED_OUT);
    world.clock.advance(Duration.ofMinutes(16));
    assertThat(result(world.answer(world.challenge(), "5500018261")))
        .isEqualTo(ResultCode.OATH_PIN_VERIFIED);
  }

  @Test
  public void denialsWithoutAPinDoNotLockOut() {
    world.enrollment("standard");
    world.application(plan -> plan.tries(1));
    world.settings = World.lockingAfter(3);
    for (int i = 0; i < 5; i++) {
      world.answer(world.challenge(), "000000");
    }

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void pinThatMustChangeIsChangedWithinTheSignIn() {
    world.desk.setPin(World.ALICE, Optional.of(Secret.of("7394")), true, DESK);
    ChallengeToken newPin = asked(world.answer(world.challenge(), "5500017394"), "new PIN");
    ChallengeToken again = asked(world.answer(newPin, "6158"), "again");

    assertThat(result(world.answer(again, "6158"))).isEqualTo(ResultCode.OATH_PIN_VERIFIED);
    assertThat(result(world.answer(world.challenge(), "5500026158")))
        .isEqualTo(ResultCode.OATH_PIN_VERIFIED);
    assertThat(result(world.answer(world.challenge(), "5500037394")))
        .isEqualTo(ResultCode.OATH_PIN_WRONG);
    assertThat(world.state.audit().toString()).doesNotContain("6158");
  }

  @Test
  public void badNewPinsAreAskedAgainUntilTheTriesAreUsed() {
    world.desk.setPin(World.ALICE, Optional.of(Secret.of("7394")), true, DESK);
    ChallengeToken first = asked(world.answer(world.challenge(), "5500017394"), "new PIN");
    ChallengeToken second = asked(world.answer(first, "7394"), "cannot be used");
    ChallengeToken confirm = asked(world.answer(second, "6158"), "again");
    ChallengeToken third = asked(world.answer(confirm, "6159"), "differ");

    assertThat(result(world.answer(third, "1111"))).isEqualTo(ResultCode.PIN_EXPIRED);
    assertThat(result(world.answer(third, "6158"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
  }

  @Test
  public void proposedPinsMayBeSetAndDiffer() {
    world.settings = World.with(world.settings, new CoreSettings.Pins(6, Duration.ZERO, 5));
    java.util.Set<String> seen = new java.util.HashSet<>();
    for (int i = 0; i < 50; i++) {
      Secret pin = world.desk.proposePin(World.user());
      assertThat(pin.text()).matches("[0-9]{6}");
      assertThat(setPin(pin.text())).isEmpty();
      seen.add(pin.text());
    }
    assertThat(seen).hasSizeGreaterThan(45);
  }

  @Test
  public void pinExpiresByItsAge() {
    CoreSettings now = world.settings;
    world.settings = World.with(now, new CoreSettings.Pins(4, Duration.ofDays(30), 5));
    setPin("6158");
    world.clock.advance(Duration.ofDays(31));

    asked(world.answer(world.challenge(), "5500016158"), "new PIN");
  }

  private static ChallengeToken asked(Outcome outcome, String words) {
    assertThat(outcome).isInstanceOf(Outcome.Challenged.class);
    Outcome.Challenged challenged = (Outcome.Challenged) outcome;
    assertThat(challenged.prompt().text()).contains(words);
    return challenged.token();
  }

  @Test
  public void weakAndFormerPinsAreRefused() {
    assertThat(refusal("1234")).contains("run");
    assertThat(refusal("9876")).contains("run");
    assertThat(refusal("7777")).contains("repeated");
    assertThat(refusal("12a4")).contains("digits");
    assertThat(refusal("826")).contains("4 to 16");
    assertThat(refusal("8261")).contains("last");
  }

  private Optional<EnrollResult> setPin(String pin) {
    return world
        .desk
        .setPin(World.ALICE, Optional.of(Secret.of(pin)), false, DESK)
        .toCompletableFuture()
        .join();
  }

  private String refusal(String pin) {
    return ((EnrollResult.Rejected) setPin(pin).orElseThrow()).message();
  }
}
