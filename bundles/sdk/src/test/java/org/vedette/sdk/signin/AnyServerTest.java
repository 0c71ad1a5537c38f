package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.sdk.service.World.json;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.junit.Test;
import org.vedette.api.auth.Outcome;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Role;

/** A sign-in that was begun at one server goes on at another: they share records and keys only. */
public class AnyServerTest extends SignInsCase {
  private final CoreCalls otherCalls = new CoreCalls();
  private final FakeCore otherCore = new FakeCore("of the other server");

  /** The same routes with nothing of the memory of the first. */
  private final SignInsResource otherServer =
      new SignInsResource(world.installed, otherCalls, world.worker, world.clock);

  private final Caller fromAnotherAddress = new Caller("shop", Role.SIGNIN, "192.0.2.77");

  private void start() {
    otherCalls.addCore(otherCore, Map.of());
  }

  @Test
  public void aCodeIsTakenByAnyServerFromAnyAddress() {
    start();
    String signin = open(7, true);
    otherCore.says(GRANTED);

    CompletionStage<Response> answer =
        otherServer.answer(
            signin, null, json("{'username':'alice','code':'123456'}"), fromAnotherAddress);

    assertThat(view(answer).state()).isEqualTo("granted");
    FakeCore.Answered asked = otherCore.answers.get(0);
    assertThat(asked.token()).isEqualTo(((Outcome.Challenged) asks(7, true)).token());
    assertThat(asked.caller().anywhere()).isTrue();
    assertThat(asked.caller().peer()).as("what the audit tells").isEqualTo("192.0.2.77");
    assertThat(core.answers).isEmpty();
  }

  @Test
  public void aPromptIsWaitedForAtAnyServer() {
    start();
    String signin = open(7, false);
    otherCore.prompts.put(((Outcome.Challenged) asks(7, false)).token(), prompt(7));
    CompletionStage<Response> poll = otherServer.look(signin, "alice", "25", fromAnotherAddress);

    prompt(7).complete(GRANTED);

    assertThat(view(poll).state()).isEqualTo("granted");
  }

  @Test
  public void aRepetitionIsKnownAgainByTheCoreOfAnyServerAndNamedAlike() {
    start();
    core.says(asks(7, true));
    otherCore.says(asks(7, true));

    SignInView first = view(signIns.begin("key-1", json(ALICE), shop));
    SignInView second = view(otherServer.begin("key-1", json(ALICE), fromAnotherAddress));

    assertThat(second).isEqualTo(first);
    assertThat(ByteBuffer.wrap(otherCore.requests.get(0).caller().owner()))
        .isEqualTo(ByteBuffer.wrap(core.requests.get(0).caller().owner()));
  }

  @Test
  public void itIsGivenUpAtAnyServer() {
    start();
    world.authentication(otherCore);
    String signin = open(7, true);

    assertThat(otherServer.abandon(signin, fromAnotherAddress).getStatus()).isEqualTo(204);
    assertThat(otherCore.abandoned).containsExactly(((Outcome.Challenged) asks(7, true)).token());
  }
}
