package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.AbandonReason;
import org.vedette.api.auth.Answer;
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

/** Sign-ins that wait while the person answers elsewhere. */
public class ElsewhereTest {
  private final World world = new World();
  private final PhoneMethod phone = new PhoneMethod();

  @Before
  public void phone() {
    world.methods.add(CodeListMethod.ID, 1, phone);
    world.gateway(phone);
  }

  @Test
  public void waitsForTheApproval() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    assertThat(outcome).isNotDone();
    assertThat(world.flow.inFlight()).isEqualTo(1);

    assertThat(result(approve(world.flow))).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(result(outcome.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(((Outcome.Granted) outcome.join()).attributes()).containsEntry("Class", "staff");
    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .containsExactly("PROMPTED", "METHOD_VERIFIED");
    assertThat(world.flow.inFlight()).isZero();
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void declineEndsIt() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    signal(world.flow, "decline");

    assertThat(result(outcome.join())).isEqualTo(ResultCode.METHOD_REFUSED);
  }

  @Test
  public void whatCannotBeVerifiedDecidesNothing() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    assertThat(signal(world.flow, "forged")).isInstanceOf(Outcome.Unavailable.class);
    assertThat(outcome).isNotDone();

    approve(world.flow);
    assertThat(result(outcome.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
  }

  @Test
  public void typedTextDoesNotAnswerAPrompt() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);

    assertThat(result(world.answer(phone.token(), "550001")))
        .isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(outcome).isNotDone();
  }

  @Test
  public void wrongPasswordDoesNotRing() {
    assertThat(result(signIn(world.flow, "first", "wrong").join()))
        .isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(phone.sent).isEmpty();
  }

  @Test
  public void sameCredentialJoinsAndAnyOtherIsInProgress() {
    CompletableFuture<Outcome> first = signIn(world.flow, "first", PASSWORD);
    CompletableFuture<Outcome> again = signIn(world.flow, "second", PASSWORD);
    assertThat(phone.sent).hasSize(1);
    world.clock.advance(Duration.ofSeconds(11));
    assertThat(result(signIn(world.flow, "third", PASSWORD).join()))
        .isEqualTo(ResultCode.IN_PROGRESS);

    approve(world.flow);
    assertThat(result(first.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(result(again.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
  }

  @Test
  public void sameRequestJoinsAtAnyTimeAndGetsTheFirstOutcomeAfterwards() {
    signIn(world.flow, "first", PASSWORD);
    world.clock.advance(Duration.ofSeconds(15));
    CompletableFuture<Outcome> resent = signIn(world.flow, "first", PASSWORD);
    approve(world.flow);

    assertThat(result(resent.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(signIn(world.flow, "first", PASSWORD).join()).isEqualTo(resent.join());
    assertThat(phone.sent).hasSize(1);
  }

  @Test
  public void nextCoreHoldsOnAndEndsIt() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    SignInFlow next = world.newFlow();
    world.flow.close(Duration.ZERO);
    assertThat(outcome.join()).isEqualTo(new Outcome.Moved(Optional.of(phone.token())));

    CompletableFuture<Outcome> held = hold(next, "first");
    assertThat(held).isNotDone();
    approve(next);
    assertThat(result(held.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
  }

  @Test
  public void answerBetweenTwoCoresIsNotLost() {
    signIn(world.flow, "first", PASSWORD);
    SignInFlow next = world.newFlow();
    world.flow.close(Duration.ZERO);
    approve(next);

    assertThat(result(hold(next, "first").join())).isEqualTo(ResultCode.METHOD_VERIFIED);
    assertThat(result(hold(next, "another-request-that-joined").join()))
        .isEqualTo(ResultCode.METHOD_VERIFIED);
  }

  @Test
  public void anAnswerThatReachedAnotherServerEndsTheWaitingHere() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    SignInFlow another = world.newFlow();
    CompletableFuture<Outcome> joined = signIn(another, "first", PASSWORD);
    assertThat(phone.sent).hasSize(1);

    approve(another);

    assertThat(result(joined.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
    await().until(outcome::isDone);
    assertThat(outcome.join()).isEqualTo(joined.join());
    assertThat(world.flow.inFlight()).isZero();
  }

  @Test
  public void promptOfAnotherClientIsNotHeld() {
    signIn(world.flow, "first", PASSWORD);
    Caller stranger = new Caller("radius", World.VPN, "192.0.2.99", "", new byte[] {1});

    assertThat(
            result(
                World.join(
                    world.flow.hold(
                        phone.token(), "alice", stranger, world.clock.instant().plusSeconds(5)))))
        .isEqualTo(ResultCode.CHALLENGE_INVALID);
  }

  @Test
  public void aClientThatIsKnownByMoreThanItsAddressGoesOnFromAnother() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    Caller elsewhere =
        new Caller("radius", World.VPN, "192.0.2.99", "", new byte[] {1}, Optional.empty(), true);
    CompletableFuture<Outcome> held =
        world
            .flow
            .hold(phone.token(), "alice", elsewhere, world.clock.instant().plusSeconds(30))
            .toCompletableFuture();
    assertThat(held).isNotDone();
    approve(world.flow);

    assertThat(held.join()).isEqualTo(outcome.join());
  }

  @Test
  public void nobodyAnswers() {
    AuthRequest soon = request("first", PASSWORD, Duration.ofMillis(700));
    CompletableFuture<Outcome> outcome = world.flow.authenticate(soon).toCompletableFuture();

    await().until(outcome::isDone);
    assertThat(result(outcome.join())).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(result(approve(world.flow))).isEqualTo(ResultCode.TIMED_OUT);
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void fullDiskLeavesThePromptOpen() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    world.state.full(true);
    assertThat(approve(world.flow)).isInstanceOf(Outcome.Unavailable.class);
    world.state.full(false);
    approve(world.flow);

    assertThat(result(outcome.join())).isEqualTo(ResultCode.METHOD_VERIFIED);
  }

  @Test
  public void gatewayThatRefusesOrIsGoneEndsIt() {
    phone.delivery = new Delivery.Rejected("no such phone");
    assertThat(result(signIn(world.flow, "first", PASSWORD).join()))
        .isEqualTo(ResultCode.DELIVERY_REFUSED);
    phone.delivery = new Delivery.Unreachable("provider down");
    assertThat(result(signIn(world.flow, "second", PASSWORD).join()))
        .isEqualTo(ResultCode.DELIVERY_FAILED);
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void abandonedPromptTellsWhoWaits() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    world.flow.abandon(phone.token(), AbandonReason.CLIENT_GONE);

    assertThat(result(outcome.join())).isEqualTo(ResultCode.ABANDONED);
  }

  @Test
  public void listenerThatPollsIsNotHeld() {
    AuthRequest poll =
        new AuthRequest(
            "r-poll",
            world.caller("poll"),
            "alice",
            Optional.of(new Credential.Typed(Secret.of(PASSWORD))),
            Map.of(),
            Waiting.POLL,
            Asking.TYPED,
            world.clock.instant().plusSeconds(5));
    Outcome outcome = World.join(world.flow.authenticate(poll));

    assertThat(((Outcome.Challenged) outcome).prompt().typed()).isFalse();
  }

  private AuthRequest request(String owner, String password, Duration deadline) {
    return new AuthRequest(
        "r-" + owner,
        world.caller(owner),
        "alice",
        Optional.of(new Credential.Typed(Secret.of(password))),
        Map.of(),
        Waiting.HOLD,
        Asking.TYPED,
        world.clock.instant().plus(deadline));
  }

  @Test
  public void aClientThatGoesTakesItsPromptWithIt() {
    CompletableFuture<Outcome> outcome = signIn(world.flow, "first", PASSWORD);
    world.flow.withdraw(world.caller("another"));
    assertThat(outcome).isNotDone();

    world.flow.withdraw(world.caller("first"));
    assertThat(result(outcome.join())).isEqualTo(ResultCode.ABANDONED);
    assertThat(world.state.open()).isZero();
    assertThat(world.flow.inFlight()).isZero();
  }

  @Test
  public void aPromptStaysAsLongAsOneWaitsForIt() {
    CompletableFuture<Outcome> first = signIn(world.flow, "first", PASSWORD);
    CompletableFuture<Outcome> second = signIn(world.flow, "second", PASSWORD);
    world.flow.withdraw(world.caller("first"));
    assertThat(first).isNotDone();

    world.flow.withdraw(world.caller("second"));
    assertThat(result(second.join())).isEqualTo(ResultCode.ABANDONED);
  }

  @Test
  public void whoGoesWhileTheNextCoreHoldsIsNoticedThere() {
    signIn(world.flow, "first", PASSWORD);
    SignInFlow next = world.newFlow();
    world.flow.close(Duration.ZERO);
    CompletableFuture<Outcome> held = hold(next, "first");
    next.withdraw(world.caller("first"));

    assertThat(result(held.join())).isEqualTo(ResultCode.ABANDONED);
  }

  private CompletableFuture<Outcome> signIn(SignInFlow flow, String owner, String password) {
    return flow.authenticate(request(owner, password, Duration.ofSeconds(30)))
        .toCompletableFuture();
  }

  private CompletableFuture<Outcome> hold(SignInFlow flow, String owner) {
    CompletionStage<Outcome> held =
        flow.hold(
            phone.token(), "alice", world.caller(owner), world.clock.instant().plusSeconds(30));
    return held.toCompletableFuture();
  }

  private Outcome approve(SignInFlow flow) {
    return signal(flow, "approve");
  }

  private Outcome signal(SignInFlow flow, String kind) {
    ChallengeToken token = phone.token();
    Answer.Signal signal = new Answer.Signal(kind, Secret.of("x"));
    Caller app = new Caller("app", new UUID(0, 0), "198.51.100.1", "", new byte[0]);
    return World.join(flow.answer(token, "", signal, app));
  }
}
