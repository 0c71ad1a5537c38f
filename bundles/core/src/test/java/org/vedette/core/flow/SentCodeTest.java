package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.secret.Secret;

/** Codes that are sent to a person and typed into the sign-in. */
public class SentCodeTest {
  private final World world = new World();
  private final SenderMethod sender = new SenderMethod();

  @Before
  public void prepare() {
    world.methods.add(CodeListMethod.ID, 1, sender);
    world.gateway(sender);
  }

  @Test
  public void aCodeLetsInOnce() {
    ChallengeToken token = world.challenge();
    assertThat(sender.sent).hasSize(1);
    assertThat(sender.sent.get(0).challenge()).contains(token);

    assertThat(result(world.answer(token, "100001"))).isEqualTo(ResultCode.SENT_CODE_VERIFIED);
    assertThat(result(world.answer(token, "100001"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .contains(ResultCode.MESSAGE_SENT.name());
  }

  @Test
  public void aWrongCodeMayBeTriedAgainAndNothingIsSentForIt() {
    Outcome again = world.answer(world.challenge(), "999999");
    Outcome third = world.answer(World.token(again), "888888");
    assertThat(sender.sent).hasSize(1);

    assertThat(result(world.answer(World.token(third), "100001")))
        .isEqualTo(ResultCode.SENT_CODE_VERIFIED);
  }

  @Test
  public void theLastWrongCodeDenies() {
    Outcome again = world.answer(world.challenge(), "999999");
    Outcome third = world.answer(World.token(again), "888888");

    assertThat(result(world.answer(World.token(third), "777777")))
        .isEqualTo(ResultCode.TRIES_EXCEEDED);
    assertThat(sender.sent).hasSize(1);
  }

  @Test
  public void aWrongPasswordSendsNothing() {
    world.signIn("alice", "wrong");
    world.signIn("nobody", PASSWORD);

    assertThat(sender.sent).isEmpty();
  }

  @Test
  public void aNewSignInSendsANewCodeAndEndsTheOneBefore() {
    ChallengeToken first = world.challenge();
    ChallengeToken second = world.challenge();
    assertThat(sender.sent).hasSize(2);

    assertThat(result(world.answer(first, "100001"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(result(world.answer(second, "100002"))).isEqualTo(ResultCode.SENT_CODE_VERIFIED);
  }

  @Test
  public void theSameRequestIsToldTheSameQuestionAlsoByAnotherServer() {
    Outcome first = world.signIn("alice", PASSWORD, world.caller("same"));
    AuthRequest again =
        new AuthRequest(
            "again",
            world.caller("same"),
            "alice",
            Optional.of(new Credential.Typed(Secret.of(PASSWORD))),
            Map.of(),
            Waiting.HOLD,
            Asking.TYPED,
            world.clock.instant().plusSeconds(30));

    Outcome second = World.join(world.newFlow().authenticate(again));

    assertThat(second).isEqualTo(first);
    assertThat(sender.sent).hasSize(1);
    assertThat(result(world.answer(World.token(second), "100001")))
        .isEqualTo(ResultCode.SENT_CODE_VERIFIED);
  }

  @Test
  public void theSameRequestOfAnotherClientOrWithAWrongPasswordIsToldNothing() {
    ChallengeToken token = World.token(world.signIn("alice", PASSWORD, world.caller("same")));
    Caller stranger =
        new Caller("radius", World.VPN, "192.0.2.99", "", world.caller("same").owner());

    assertThat(result(world.signIn("alice", "wrong", world.caller("same"))))
        .isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(World.token(world.signIn("alice", PASSWORD, stranger))).isNotEqualTo(token);
  }

  @Test
  public void whatCannotBeSentAndWhatIsRefusedEndWithResultsOfTheirOwn() {
    sender.delivery = new Delivery.Unreachable("down");
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.DELIVERY_FAILED);
    sender.delivery = new Delivery.Rejected("no such number");
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.DELIVERY_REFUSED);
  }

  @Test
  public void anAddressThatGotTooManyMessagesGetsNoMore() {
    for (int i = 0; i < 10; i++) {
      world.challenge();
    }

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.THROTTLED);
    assertThat(sender.sent).hasSize(10);
  }

  @Test
  public void digitsBehindThePasswordAreNoCodeThatWasSent() {
    world.application(plan -> plan.appended(new Appended(Appended.Mode.PLAIN, "")));

    assertThat(result(world.signIn("alice", PASSWORD + "100001")))
        .isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(world.passwordChecks).as("only the whole field is tried").hasValue(1);
    assertThat(sender.sent).isEmpty();
  }
}
