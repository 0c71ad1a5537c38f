package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.result;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;
import org.vedette.api.secret.Secret;
import org.vedette.core.delivery.IncomingDesk;
import org.vedette.core.delivery.OpenQuestions;

/** Sign-ins that are decided in a call, step by step, or by a text that comes in. */
public class CallTest {
  private final World world = new World();
  private final CallMethod phone = new CallMethod();
  private final DeliveryDesk desk =
      new IncomingDesk(world.outbox, world.questions, world.flow::signal);

  @Before
  public void phone() {
    world.enrollment("pin");
    world.pin("4711");
    world.methods.add(CodeListMethod.ID, 1, phone);
    world.gateway(phone);
  }

  @Test
  public void rightPinInTheCallLetsIn() {
    CompletableFuture<Outcome> waiting = world.hold();
    CallStep step = pressed("4711");

    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_PIN_VERIFIED);
    assertThat(step.prompt()).isEqualTo("success");
    assertThat(step.listen()).isEmpty();
  }

  @Test
  public void wrongPinIsAskedAgainInTheSameCallAndCounted() {
    CompletableFuture<Outcome> waiting = world.hold();
    CallStep again = pressed("1111");
    assertThat(again.prompt()).isEqualTo("retry.pin");
    assertThat(again.listen()).isPresent();
    assertThat(waiting).isNotDone();

    assertThat(pressed("1112").prompt()).isEqualTo("denied");
    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_PIN_WRONG);
    assertThat(phone.calls)
        .extracting(each -> each.fields().get(Message.APPLICATION))
        .containsExactly("VPN");
    assertThat(world.wrongCodes()).isEqualTo(2);
  }

  @Test
  public void secondNumberIsCalledForTheSameQuestion() {
    CompletableFuture<Outcome> waiting = world.hold();
    var first = phone.token();
    CallStep over = event(new CallEvent.Unanswered(CallEvent.Why.BUSY, "486"));
    assertThat(over).isEqualTo(CallStep.hangUp());
    assertThat(phone.calls).extracting(each -> each.to()).containsExactly("+411", "+412");
    assertThat(phone.token()).isEqualTo(first);
    assertThat(waiting).isNotDone();

    pressed("4711");
    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_PIN_VERIFIED);
    assertThat(world.state.open()).isZero();
  }

  @Test
  public void nobodyAnswersAtAll() {
    CompletableFuture<Outcome> waiting = world.hold();
    event(new CallEvent.Unanswered(CallEvent.Why.NO_ANSWER, ""));
    event(new CallEvent.Unanswered(CallEvent.Why.NO_ANSWER, ""));

    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_UNANSWERED);
  }

  @Test
  public void keysAfterTheEndChangeNothing() {
    CompletableFuture<Outcome> waiting = world.hold();
    pressed("4711");
    CallStep late = pressed("1111");

    assertThat(late.listen()).isEmpty();
    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_PIN_VERIFIED);
  }

  @Test
  public void textFromTheSameNumberAnswers() {
    CompletableFuture<Outcome> waiting = world.hold();
    assertThat(reply("+419")).isFalse();
    assertThat(waiting).isNotDone();
    assertThat(reply("411")).isTrue();

    assertThat(result(waiting.join())).isEqualTo(ResultCode.CALL_PIN_VERIFIED);
  }

  @Test
  public void onlyTheAddressThatWasAskedLastIsRemembered() {
    world.hold();
    event(new CallEvent.Unanswered(CallEvent.Why.BUSY, "486"));

    assertThat(reply("+411")).isFalse();
    assertThat(reply("+412")).isTrue();
  }

  @Test
  public void nextCoreKnowsWhereQuestionsWereSent() {
    world.hold();
    DeliveryDesk next =
        new IncomingDesk(
            world.outbox,
            OpenQuestions.restored(Optional.of(world.questions.image())),
            world.newFlow()::signal);

    assertThat(next.replied(new Reply("voice", "g", "+411", Secret.of("4711"))))
        .succeedsWithin(java.time.Duration.ofSeconds(5))
        .isEqualTo(true);
  }

  @Test
  public void receiptIsWrittenDown() {
    world.hold();
    desk.receipt(new Receipt("voice", "call-1", false, "no such line"));

    assertThat(world.state.audit())
        .extracting(AuditRecord::result)
        .containsExactly("PROMPTED", "MESSAGE_SENT", "MESSAGE_LOST");
    assertThat(world.state.audit().get(2).trace().toString()).contains("no such line");
  }

  private boolean reply(String from) {
    return desk.replied(new Reply("voice", "g", from, Secret.of("4711")))
        .toCompletableFuture()
        .join();
  }

  private CallStep pressed(String keys) {
    return event(new CallEvent.Keys(Secret.of(keys), false));
  }

  private CallStep event(CallEvent event) {
    return desk.called(phone.token(), event).toCompletableFuture().join();
  }
}
