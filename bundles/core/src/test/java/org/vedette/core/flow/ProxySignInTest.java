package org.vedette.core.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Relay;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;

/** Primary authenticators that ask back, as other RADIUS servers do. */
public class ProxySignInTest {
  private static final Map<String, String> SAID = Map.of("vedette.relay.radius", "sealed");
  private static final byte[] CONTINUATION = {1, 2, 3};
  private static final Credential OPAQUE = new Credential.Opaque("eap".getBytes(UTF_8));

  private World world;
  private final List<PrimaryRequest> asked = new CopyOnWriteArrayList<>();
  private volatile PrimaryVerdict verdict = asks();

  private static PrimaryVerdict asks() {
    return new PrimaryVerdict.Asked("Token code?", CONTINUATION, SAID);
  }

  @Before
  public void begin() {
    world = new World();
    world.primaries.add(
        "radius:old",
        0,
        request -> {
          asked.add(request);
          return CompletableFuture.completedFuture(verdict);
        });
    world.application(plan -> plan.primary("radius:old"));
  }

  @Test
  public void questionGoesToThePersonAndTheAnswerBack() {
    Outcome.Challenged challenged = (Outcome.Challenged) first(typed(PASSWORD), Asking.TYPED);
    assertThat(challenged.prompt().text()).isEqualTo("Token code?");
    assertThat(challenged.attributes()).isEqualTo(SAID);
    verdict = new PrimaryVerdict.Confirmed(SAID, Set.of());
    Outcome second = world.answer(challenged.token(), "123456");

    assertThat(asked.get(1).continuation()).contains(CONTINUATION);
    assertThat(((Credential.Typed) asked.get(1).credential()).text().text()).isEqualTo("123456");
    // Now the second factor asks, and its code ends it.
    Outcome third = world.answer(((Outcome.Challenged) second).token(), "550001");
    assertThat(result(third)).isEqualTo(ResultCode.OATH_VERIFIED);
    assertThat(((Outcome.Granted) third).attributes()).isEqualTo(SAID);
  }

  @Test
  public void questionIsAnsweredOnceAndOnlyByItsUser() {
    ChallengeToken token = World.token(first(typed(PASSWORD), Asking.TYPED));
    verdict = new PrimaryVerdict.Refused("wrong", SAID);
    assertThat(result(world.answer(token, "bob", "123456", world.caller("x"))))
        .isEqualTo(ResultCode.CHALLENGE_INVALID);
    Outcome refused = world.answer(token, "123456");
    assertThat(result(refused)).isEqualTo(ResultCode.PRIMARY_REFUSED);
    assertThat(((Outcome.Denied) refused).attributes()).isEqualTo(SAID);

    assertThat(result(world.answer(token, "123456"))).isEqualTo(ResultCode.CHALLENGE_INVALID);
    assertThat(asked).hasSize(2);
  }

  @Test
  public void unreachableLeavesTheQuestionOpen() {
    ChallengeToken token = World.token(first(typed(PASSWORD), Asking.TYPED));
    verdict = new PrimaryVerdict.Unreachable("down");
    assertThat(result(world.answer(token, "123456"))).isEqualTo(ResultCode.UNAVAILABLE);
    verdict = new PrimaryVerdict.Confirmed(Map.of(), Set.of());

    assertThat(result(world.answer(token, "123456"))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void questionCannotBeAskedWhereThereIsNoRoom() {
    assertThat(result(first(typed(PASSWORD), Asking.NEVER))).isEqualTo(ResultCode.CANNOT_ASK);
  }

  @Test
  public void usersThatAreUnknownHereHaveQuestionsOfTheirOwn() {
    world.application(plan -> plan.primary("radius:old").match(false));
    ChallengeToken carol = World.token(first("carol", typed("x"), Asking.TYPED));
    ChallengeToken dave = World.token(first("dave", typed("x"), Asking.TYPED));
    verdict = new PrimaryVerdict.Confirmed(Map.of(), Set.of());

    assertThat(result(world.answer(carol, "carol", "1", world.caller("c"))))
        .isEqualTo(ResultCode.PRIMARY_ONLY);
    assertThat(result(world.answer(dave, "dave", "1", world.caller("d"))))
        .isEqualTo(ResultCode.PRIMARY_ONLY);
  }

  @Test
  public void conversationThatNobodyReadsPassesAndThenThePhoneRings() {
    PhoneMethod phone = new PhoneMethod();
    world.methods.add(CodeListMethod.ID, 1, phone);
    world.gateway(phone);
    Outcome outcome = first(OPAQUE, Asking.NEVER);
    for (int round = 0; round < 3; round++) {
      outcome = opaque(outcome).join();
      assertThat(((Outcome.Challenged) outcome).attributes()).isEqualTo(SAID);
    }
    assertThat(phone.sent).isEmpty();
    verdict = new PrimaryVerdict.Confirmed(SAID, Set.of());
    Outcome prompted = opaque(outcome).join();

    assertThat(((Outcome.Challenged) prompted).prompt().typed()).isFalse();
    assertThat(phone.sent).hasSize(1);
    assertThat(asked).hasSize(5).allMatch(each -> each.relay().isPresent());
  }

  /** A listener that waits is answered by what becomes of the prompt, after an answer too. */
  @Test
  public void phoneThatRingsAfterAnAnswerIsWaitedFor() {
    PhoneMethod phone = new PhoneMethod();
    world.methods.add(CodeListMethod.ID, 1, phone);
    world.gateway(phone);
    ChallengeToken token = World.token(first(typed(PASSWORD), Asking.TYPED));
    verdict = new PrimaryVerdict.Confirmed(SAID, Set.of());
    CompletableFuture<Outcome> waiting =
        world
            .flow
            .answer(
                token,
                "alice",
                new Answer.Typed(Secret.of("123456")),
                world.caller("second"),
                Waiting.HOLD,
                Optional.of(world.clock.instant().plusSeconds(30)))
            .toCompletableFuture();
    assertThat(waiting).isNotDone();
    World.join(
        world.flow.answer(
            phone.token(), "", new Answer.Signal("approve", Secret.of("x")), world.caller("app")));

    assertThat(((Outcome.Granted) waiting.join()).attributes()).isEqualTo(SAID);
  }

  @Test
  public void nobodyHereCanReadItWithoutATarget() {
    world.application(plan -> plan.primary(Application.PRIMARY_NONE));
    assertThat(result(first(OPAQUE, Asking.NEVER))).isEqualTo(ResultCode.PRIMARY_REFUSED);
  }

  private CompletableFuture<Outcome> opaque(Outcome before) {
    Answer answer = new Answer.Opaque((Credential.Opaque) OPAQUE);
    return world.flow.answer(World.token(before), "alice", answer, caller()).toCompletableFuture();
  }

  private Outcome first(Credential credential, Asking asking) {
    return first("alice", credential, asking);
  }

  private Outcome first(String username, Credential credential, Asking asking) {
    return World.join(
        world.flow.authenticate(
            new AuthRequest(
                "r-1",
                caller(),
                username,
                Optional.of(credential),
                Map.of(),
                Waiting.POLL,
                asking,
                world.clock.instant().plusSeconds(30))));
  }

  private Caller caller() {
    Caller plain = world.caller("owner-" + System.nanoTime());
    return new Caller(
        plain.listener(),
        plain.application(),
        plain.peer(),
        plain.clientAddress(),
        plain.owner(),
        Optional.of(new Relay("radius", new byte[] {4, 2})));
  }

  private static Credential typed(String text) {
    return new Credential.Typed(Secret.of(text));
  }
}
