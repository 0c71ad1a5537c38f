package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.vedette.api.auth.AppendedTail;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.auth.Application.Appended.Mode;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;

public class AppendedSignInTest {
  private final World world = new World();

  @Test
  public void codeBehindThePasswordIsGrantedWithoutAChallenge() {
    world.application(plan -> plan.appended(new Appended(Mode.PLAIN, "")));

    assertThat(result(world.signIn("alice", PASSWORD + "550001")))
        .isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(world.passwordChecks).hasValue(1);
  }

  @Test
  public void passwordAloneStillGetsAChallenge() {
    world.application(plan -> plan.appended(new Appended(Mode.PLAIN, "")));

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void passwordThatEndsInSixDigitsSurvives() {
    world.application(plan -> plan.appended(new Appended(Mode.PLAIN, "")));
    world.primaries.add(
        "local",
        1,
        request ->
            CompletableFuture.completedFuture(
                text(request).equals("pass123456")
                    ? new PrimaryVerdict.Confirmed(Map.of(), Set.of())
                    : new PrimaryVerdict.Refused("wrong password")));

    assertThat(result(world.signIn("alice", "pass123456"))).isEqualTo(ResultCode.CHALLENGED);
    assertThat(result(world.signIn("alice", "pass123456550001")))
        .isEqualTo(ResultCode.OATH_VERIFIED);
  }

  @Test
  public void wrongCodeDoesNotBecomeAWrongPassword() {
    world.application(plan -> plan.appended(new Appended(Mode.PLAIN, "")));

    assertThat(result(world.signIn("alice", PASSWORD + "000000"))).isEqualTo(ResultCode.OATH_WRONG);
    assertThat(world.passwordChecks).hasValue(1);
  }

  @Test
  public void tellsHowMuchFollowedThePassword() {
    world.application(plan -> plan.appended(new Appended(Mode.SEPARATED, ",")));
    Outcome.Granted granted = (Outcome.Granted) world.signIn("alice", PASSWORD + ",550001");
    assertThat(AppendedTail.read(granted.attributes())).isEqualTo(7);
    assertThat(AppendedTail.read(Map.of())).isZero();
  }

  @Test
  public void lastSeparatorCounts() {
    world.application(plan -> plan.appended(new Appended(Mode.SEPARATED, ",")));

    assertThat(result(world.signIn("alice", PASSWORD + ",550001")))
        .isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
    assertThat(result(world.signIn("alice", PASSWORD + ",000000")))
        .isEqualTo(ResultCode.OATH_WRONG);
  }

  @Test
  public void switchedOffTheFieldIsAPassword() {
    assertThat(result(world.signIn("alice", PASSWORD + "550001")))
        .isEqualTo(ResultCode.PRIMARY_REFUSED);
  }

  private static String text(PrimaryRequest request) {
    return ((Credential.Typed) request.credential()).text().text();
  }
}
