package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Otherwise;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.secret.Secret;
import org.vedette.core.delivery.IncomingDesk;
import org.vedette.core.policy.RuleSamples;

/** What an application offers when a call was denied or not answered, or cannot be made. */
public class FallbackTest {
  private static final UUID CALL = new UUID(7, 7);

  private final World world = new World();
  private final CallMethod phone = new CallMethod();
  private final DeliveryDesk desk =
      new IncomingDesk(world.outbox, world.questions, world.flow::signal);

  @Before
  public void phone() {
    world.enrollment(CALL, "call", "standard");
    world.user(it -> it.change().defaultMethod(Optional.of("call")).build());
    world.methods.add("call", 1, phone);
    world.gateway(phone);
    otherwise(new Otherwise(Set.of(CodeListMethod.ID), false));
  }

  @Test
  public void codeMayBeTypedWhenNobodyAnswersTheCall() {
    CompletableFuture<Outcome> waiting = world.hold();
    unanswered();
    ChallengeToken token = token(waiting.join());

    assertThat(result(world.answer(token, "550001"))).isEqualTo(ResultCode.FALLBACK_OATH_VERIFIED);
    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .containsExactly(
            "PROMPTED",
            "MESSAGE_SENT",
            "PROMPTED",
            "MESSAGE_SENT",
            "CHALLENGED",
            "FALLBACK_OATH_VERIFIED");
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void wrongCodeIsAskedAgainAndStaysAFallback() {
    CompletableFuture<Outcome> waiting = world.hold();
    unanswered();
    ChallengeToken again = token(world.answer(token(waiting.join()), "000000"));

    assertThat(result(world.answer(again, "550001"))).isEqualTo(ResultCode.FALLBACK_OATH_VERIFIED);
    assertThat(phone.calls).hasSize(2);
  }

  @Test
  public void withoutTheSettingItEndsDenied() {
    otherwise(Otherwise.DENIED);
    CompletableFuture<Outcome> waiting = world.hold();
    unanswered();

    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_UNANSWERED);
  }

  @Test
  public void whoReportsFraudIsAskedNoMoreAndIsBlocked() {
    CompletableFuture<Outcome> waiting = world.hold();
    phone.fraud = true;
    desk.called(phone.token(), new CallEvent.Keys(Secret.of("0"), true));

    assertThat(result(waiting.join())).isEqualTo(ResultCode.FRAUD_REPORTED);
    assertThat(world.frauds.values())
        .singleElement()
        .satisfies(fields -> assertThat(fields).containsEntry("application_name", "VPN"));
    assertThat(result(world.signIn("alice", World.PASSWORD))).isEqualTo(ResultCode.BLOCKED);
    world.clock.advance(Duration.ofDays(91));
    assertThat(world.hold()).as("called again").isNotDone();
    assertThat(phone.calls).hasSize(2);
  }

  @Test
  public void providerThatIsDownDeniesWithItsOwnResult() {
    phone.delivery = new Delivery.Unreachable("down");
    assertThat(token(world.hold().join())).isNotNull();
    otherwise(Otherwise.DENIED);

    assertThat(result(world.signIn("alice", World.PASSWORD))).isEqualTo(ResultCode.DELIVERY_FAILED);
  }

  @Test
  public void applicationMayLetPeopleInThenAndTheRecordSaysSo() {
    phone.delivery = new Delivery.Unreachable("down");
    otherwise(new Otherwise(Set.of(), true));

    assertThat(result(world.hold().join())).isEqualTo(ResultCode.FAILED_OPEN);
    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .containsExactly("PROMPTED", "FAILED_OPEN");
  }

  @Test
  public void aRuleThatAlwaysRequiresIsNotOpened() {
    phone.delivery = new Delivery.Unreachable("down");
    otherwise(new Otherwise(Set.of(), true));
    world.rules(RuleSamples.require("Always", Set.of()));

    assertThat(result(world.hold().join())).isEqualTo(ResultCode.DELIVERY_FAILED);
  }

  @Test
  public void blockIsNeverOpened() {
    phone.delivery = new Delivery.Unreachable("down");
    otherwise(new Otherwise(Set.of(), true));
    world.settings = World.lockingAfter(0);
    world.user(
        it ->
            it.change()
                .block(
                    Optional.of(
                        new org.vedette.api.user.Block(
                            "left",
                            "desk",
                            world.clock.instant(),
                            world.clock.instant().plusSeconds(60))))
                .build());

    assertThat(result(world.signIn("alice", World.PASSWORD))).isEqualTo(ResultCode.BLOCKED);
  }

  private void unanswered() {
    desk.called(phone.token(), new CallEvent.Unanswered(CallEvent.Why.NO_ANSWER, ""));
    desk.called(phone.token(), new CallEvent.Unanswered(CallEvent.Why.BUSY, ""));
  }

  private void otherwise(Otherwise next) {
    Application vpn = world.records.find(Application.TYPE, World.VPN).orElseThrow();
    world.records.given(Application.TYPE, vpn.otherwise(next));
  }

  private static ChallengeToken token(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Challenged.class);
    assertThat(((Outcome.Challenged) outcome).prompt().typed()).isTrue();
    return ((Outcome.Challenged) outcome).token();
  }
}
