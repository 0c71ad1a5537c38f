package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;

public class SignInsResourceTest extends SignInsCase {
  @Test
  public void letsInAndTellsWhatIsKnownOfTheUser() {
    core.says(GRANTED);

    SignInView view = begin(shop, ALICE.replace("}", ",'clientAddress':'2001:DB8:0:0:0:0:0:1'}"));

    assertThat(JsonCodec.toText(view))
        .isEqualTo(
            "{\"state\":\"granted\",\"signin\":null,\"prompt\":null,\"expires\":null,"
                + "\"username\":\"Alice\",\"attributes\":{\"mail\":\"alice@example.org\"},"
                + "\"reference\":\"K7Q2-9XMR-4TBC\"}");
    AuthRequest asked = core.requests.get(0);
    assertThat(asked.caller().listener()).isEqualTo("sdk");
    assertThat(asked.caller().application()).isEqualTo(application("shop", "local").id());
    assertThat(asked.caller().peer()).isEqualTo("192.0.2.9");
    assertThat(asked.caller().clientAddress()).isIn("2001:db8::1", "2001:db8:0:0:0:0:0:1");
    assertThat(asked.waiting()).isEqualTo(Waiting.POLL);
    assertThat(asked.asking()).isEqualTo(Asking.TYPED);
    assertThat(asked.deadline()).isEqualTo(world.clock.instant().plusSeconds(25));
    assertThat(typed(asked)).isEqualTo("MARKED-password");
  }

  @Test
  public void neverSaysWhyItDenies() {
    core.says(FakeCore.denied(ResultCode.UNKNOWN_USER, "0000-0000-0007"));
    String unknown = JsonCodec.toText(begin(shop, ALICE));
    core.says(FakeCore.denied(ResultCode.PRIMARY_REFUSED, "0000-0000-0008"));
    String wrong = JsonCodec.toText(begin(shop, ALICE));

    assertThat(wrong.replace("0000-0000-0008", "0000-0000-0007")).isEqualTo(unknown);
    assertThat(unknown).contains("\"state\":\"denied\"", "0000-0000-0007").doesNotContain("MARKED");
  }

  @Test
  public void asksForACodeAndTakesIt() {
    core.says(asks(7, true));
    SignInView asked = begin(shop, ALICE);
    assertThat(asked.state()).isEqualTo("challenged");
    assertThat(asked.prompt()).isEqualTo("Code from your token");
    assertThat(asked.expires()).isEqualTo("2026-11-21T06:01:00Z");
    assertThat(asked.attributes()).isEmpty();
    assertThat(core.holders).isEmpty();

    core.says(asks(8, true));
    SignInView again = view(code(asked.signin(), "alice", shop));
    assertThat(again.state()).isEqualTo("challenged");
    assertThat(again.signin()).isNotEqualTo(asked.signin());
    core.says(GRANTED);
    assertThat(view(code(again.signin(), "alice", shop)).state()).isEqualTo("granted");

    assertThat(core.answers)
        .extracting(FakeCore.Answered::token)
        .containsExactly(
            ((Outcome.Challenged) asks(7, true)).token(),
            ((Outcome.Challenged) asks(8, true)).token());
    FakeCore.Answered last = core.answers.get(1);
    assertThat(((Answer.Typed) last.answer()).text().text()).isEqualTo("123456");
    assertThat(last.username()).isEqualTo("alice");
    assertThat(last.waiting()).isEqualTo(Waiting.POLL);
  }

  @Test
  public void waitsForWhoIsAskedElsewhere() {
    String signin = open(7, false);
    assertThat(core.holders).as("its end is recorded even if nobody asks").hasSize(1);

    SignInView waiting = view(signIns.look(signin, "alice", null, shop));
    assertThat(waiting.state()).isEqualTo("waiting");
    assertThat(waiting.signin()).isEqualTo(signin);
    CompletionStage<Response> poll = signIns.look(signin, "alice", "25", shop);
    assertThat(poll.toCompletableFuture()).isNotDone();
    prompt(7).complete(GRANTED);

    assertThat(view(poll).state()).isEqualTo("granted");
    assertThat(view(signIns.look(signin, "alice", "0", shop)).reference())
        .isEqualTo("K7Q2-9XMR-4TBC");
  }

  @Test
  public void aPromptThatEndsMayTurnIntoAQuestion() {
    String signin = open(7, false);
    prompt(7).complete(asks(9, true));

    SignInView view = view(signIns.look(signin, "alice", "25", shop));

    assertThat(view.state()).isEqualTo("challenged");
    core.says(GRANTED);
    assertThat(view(code(view.signin(), "alice", shop)).state()).isEqualTo("granted");
  }

  @Test
  public void whoWaitsIsAnsweredWhenTheBundleGoes() {
    String signin = open(7, false);
    CompletionStage<Response> poll = signIns.look(signin, "alice", "25", shop);

    world.worker.hurry();

    assertThat(view(poll).state()).isEqualTo("waiting");
  }

  @Test
  public void anotherApplicationCanNeitherAnswerNorSeeNorEndIt() {
    String waiting = open(7, false);
    prompt(7).complete(GRANTED);
    String typed = open(8, true);
    core.says(FakeCore.denied(ResultCode.CHALLENGE_INVALID, "0000-0000-0009"));

    assertThat(view(signIns.look(waiting, "alice", "25", other)).state()).isEqualTo("denied");
    assertThat(view(code(typed, "alice", other)).state()).isEqualTo("denied");
    assertThat(core.answers.get(0).token())
        .isNotEqualTo(((Outcome.Challenged) asks(8, true)).token());
    signIns.abandon(waiting, other);
    signIns.abandon(typed, other);
    assertThat(core.abandoned).isEmpty();
    assertThat(view(signIns.look(waiting, "alice", "25", shop)).state()).isEqualTo("granted");
  }

  @Test
  public void anotherUsersNameOpensNothing() {
    String waiting = open(7, false);
    prompt(7).complete(GRANTED);

    assertThat(view(signIns.look(waiting, "bob", "25", shop)).state()).isEqualTo("denied");
    assertThat(view(signIns.look(waiting, "ALICE", "25", shop)).state()).isEqualTo("granted");
  }

  @Test
  public void whatWasNotMadeHereIsDeniedAndRecorded() {
    for (String text : Set.of("x", "!", "A".repeat(55), "A".repeat(5000))) {
      assertThat(view(signIns.look(text, "alice", null, shop)).reference())
          .isEqualTo("0000-0000-0002");
      assertThat(view(code(text, "alice", shop)).state()).isEqualTo("denied");
      signIns.abandon(text, shop);
    }
    assertThat(core.abandoned).isEmpty();
  }

  @Test
  public void tellsWhichWayASignInIsAnswered() {
    String waiting = open(7, false);
    String typed = open(8, true);

    assertThat(catchThrowableOfType(Problem.class, () -> code(waiting, "alice", shop)).status())
        .isEqualTo(409);
    assertThat(
            catchThrowableOfType(Problem.class, () -> signIns.look(typed, "alice", null, shop))
                .status())
        .isEqualTo(409);
    assertThat(core.answers).isEmpty();
  }

  @Test
  public void givesUp() {
    String signin = open(7, true);

    assertThat(signIns.abandon(signin, shop).getStatus()).isEqualTo(204);

    assertThat(core.abandoned).containsExactly(((Outcome.Challenged) asks(7, true)).token());
    calls.removeCore(core);
    assertThat(catchThrowableOfType(Problem.class, () -> signIns.abandon(signin, shop)).status())
        .isEqualTo(503);
  }
}
