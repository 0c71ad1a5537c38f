package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Before;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.World;

/** Signing people in over HTTP, before a core that does as it is told. */
public abstract class SignInsCase {
  static final String ALICE = "{'username':'alice','password':'MARKED-password'}";
  static final Outcome GRANTED =
      new Outcome.Granted(
          "Alice",
          Map.of("mail", "alice@example.org", "vedette.relay.radius", "sealed"),
          ResultCode.OATH_VERIFIED,
          "K7Q2-9XMR-4TBC");

  final World world = new World();
  final FakeCore core = new FakeCore("first");
  final CoreCalls calls = new CoreCalls();
  final SignInsResource signIns =
      new SignInsResource(world.installed, calls, world.worker, world.clock);
  Caller shop;
  Caller other;

  @Before
  public void configure() {
    shop = Applications.add(world, application("shop", "local"));
    other = Applications.add(world, application("other", "local"));
    calls.addCore(core, Map.of());
  }

  @After
  public void close() {
    world.close();
  }

  static Application application(String token, String primary) {
    return Applications.make(token, primary, Application.Appended.OFF, true);
  }

  Outcome asks(int number, boolean typed) {
    byte[] token = new byte[ChallengeToken.LENGTH];
    Arrays.fill(token, (byte) number);
    return new Outcome.Challenged(
        new Prompt("Code from your token", typed, typed ? "oath" : "phone"),
        new ChallengeToken(token),
        world.clock.instant().plusSeconds(60),
        Map.of("why", "MARKED"));
  }

  static SignInView view(CompletionStage<Response> answer) {
    Response response = await(answer);
    assertThat(response.getStatus()).isEqualTo(200);
    return (SignInView) response.getEntity();
  }

  SignInView begin(Caller caller, String body) {
    return view(signIns.begin(null, json(body), caller));
  }

  Problem refused(Caller caller, String body) {
    return catchThrowableOfType(Problem.class, () -> begin(caller, body));
  }

  /** Begins a sign-in whose question is still open. */
  String open(int number, boolean typed) {
    Outcome.Challenged asked = (Outcome.Challenged) asks(number, typed);
    core.says(asked);
    core.prompts.put(asked.token(), new CompletableFuture<>());
    String signin = begin(shop, ALICE).signin();
    assertThat(signin).matches("[A-Za-z0-9_-]{55}");
    return signin;
  }

  CompletableFuture<Outcome> prompt(int number) {
    return core.prompts.get(((Outcome.Challenged) asks(number, false)).token());
  }

  CompletionStage<Response> code(String signin, String username, Caller caller) {
    return signIns.answer(
        signin, null, json("{'username':'" + username + "','code':'123456'}"), caller);
  }

  static String typed(AuthRequest asked) {
    return ((Credential.Typed) asked.credential().orElseThrow()).text().text();
  }
}
