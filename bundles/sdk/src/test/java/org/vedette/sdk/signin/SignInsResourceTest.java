package org.vedette.sdk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.vedette.sdk.service.World.await;
import static org.vedette.sdk.service.World.json;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.core.Response;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.JsonCodec;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.Role;
import org.vedette.sdk.service.World;

public class SignInsResourceTest {
  private static final String ALICE = "{'username':'alice','password':'MARKED-password'}";
  private static final Outcome GRANTED =
      new Outcome.Granted(
          "Alice",
          Map.of("mail", "alice@example.org", "vedette.relay.radius", "sealed"),
          ResultCode.OATH_VERIFIED,
          "K7Q2-9XMR-4TBC");

  private final World world = new World();
  private final FakeCore core = new FakeCore("first");
  private final CoreCalls calls = new CoreCalls();
  private final SignInsResource signIns =
      new SignInsResource(world.installed, calls, world.worker, world.clock);
  private Caller shop;
  private Caller other;

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

  private static Application application(String token, String primary) {
    return Applications.make(token, primary, Application.Appended.OFF, true);
  }

  private Outcome asks(int number, boolean typed) {
    byte[] token = new byte[ChallengeToken.LENGTH];
    Arrays.fill(token, (byte) number);
    return new Outcome.Challenged(
        new Prompt("Code from your token", typed, typed ? "oath" : "phone"),
        new ChallengeToken(token),
        world.clock.instant().plusSeconds(60),
        Map.of("why", "MARKED"));
  }

  private static SignInView view(CompletionStage<Response> answer) {
    Response response = await(answer);
    assertThat(response.getStatus()).isEqualTo(200);
    return (SignInView) response.getEntity();
  }

  private SignInView begin(Caller caller, String body) {
    return view(signIns.begin(null, json(body), caller));
  }

  private Problem refused(Caller caller, String body) {
    return catchThrowableOfType(Problem.class, () -> begin(caller, body));
  }

  /** Begins a sign-in whose question is still open. */
  private String open(int number, boolean typed) {
    Outcome.Challenged asked = (Outcome.Challenged) asks(number, typed);
    core.says(asked);
    core.prompts.put(asked.token(), new CompletableFuture<>());
    String signin = begin(shop, ALICE).signin();
    assertThat(signin).matches("[A-Za-z0-9_-]{55}");
    return signin;
  }

  private CompletableFuture<Outcome> prompt(int number) {
    return core.prompts.get(((Outcome.Challenged) asks(number, false)).token());
  }

  private CompletionStage<Response> code(String signin, String username, Caller caller) {
    return signIns.answer(
        signin, null, json("{'username':'" + username + "','code':'123456'}"), caller);
  }

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

  private static String typed(AuthRequest asked) {
    return ((Credential.Typed) asked.credential().orElseThrow()).text().text();
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

  @Test
  public void whatCannotBeDecidedIsNoDenial() {
    core.says(new Outcome.Unavailable(Duration.ofSeconds(2), "MARKED: the directory is down"));

    Problem problem = refused(shop, ALICE);

    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).doesNotContain("MARKED");
    assertThat(ProblemMapper.response(problem).getHeaderString("Retry-After")).isEqualTo("2");
  }

  @Test
  public void theNextCoreIsAskedWhenOneGoes() {
    FakeCore successor = new FakeCore("successor");
    successor.says(GRANTED);
    core.says(new Outcome.Moved());
    calls.addCore(successor, Map.of());
    calls.removeCore(successor);
    CompletionStage<Response> answer = signIns.begin(null, json(ALICE), shop);

    calls.addCore(successor, Map.of());

    assertThat(view(answer).state()).isEqualTo("granted");
    assertThat(successor.requests).isEqualTo(core.requests);
  }

  @Test
  public void aPromptIsHeldOnByTheNextCore() {
    String signin = open(7, false);
    FakeCore successor = new FakeCore("successor");
    ChallengeToken token = ((Outcome.Challenged) asks(7, false)).token();
    successor.prompts.put(token, CompletableFuture.completedFuture(GRANTED));
    CompletionStage<Response> poll = signIns.look(signin, "alice", "25", shop);
    calls.addCore(successor, Map.of());

    prompt(7).complete(new Outcome.Moved(Optional.of(token)));

    assertThat(view(poll).state()).isEqualTo("granted");
  }

  @Test
  public void onlyTokensForItMaySignPeopleIn() {
    for (Role role : Set.of(Role.ADMIN, Role.READ)) {
      assertThat(refused(new Caller("shop", role, "192.0.2.9"), ALICE).status()).isEqualTo(403);
    }
    Caller removed = new Caller("removed", Role.SIGNIN, "192.0.2.9");
    assertThat(refused(removed, ALICE).status()).isEqualTo(401);
    assertThat(refused(Applications.token(world, "lonely"), ALICE).status()).isEqualTo(403);
    Caller disabled =
        Applications.add(world, Applications.make("off", "local", Application.Appended.OFF, false));
    assertThat(refused(disabled, ALICE).status()).isEqualTo(403);
    assertThat(core.requests).isEmpty();
  }

  @Test
  public void aKeyMakesARequestThatIsSentAgainTheSame() {
    core.says(asks(7, true));
    SignInView first = view(signIns.begin("key-1", json(ALICE), shop));
    core.says(asks(8, true));

    assertThat(view(signIns.begin("key-1", json(ALICE), shop))).isEqualTo(first);
    assertThat(core.requests).hasSize(1);
    view(signIns.begin("key-2", json(ALICE), shop));
    view(signIns.begin("key-1", json(ALICE.replace("MARKED-password", "other")), shop));
    view(signIns.begin("key-1", json(ALICE), other));
    view(signIns.begin(null, json(ALICE), shop));
    view(signIns.begin(null, json(ALICE), shop));
    world.clock.advance(Repeats.LIFE);
    view(signIns.begin("key-1", json(ALICE), shop));

    assertThat(core.requests).hasSize(7);
    List<ByteBuffer> owners =
        core.requests.stream().map(it -> ByteBuffer.wrap(it.caller().owner())).toList();
    assertThat(owners.subList(0, 6)).doesNotHaveDuplicates();
    assertThat(owners.get(6)).as("the core knows it again").isEqualTo(owners.get(0));
  }

  @Test
  public void whatWasNotDecidedIsTriedAfresh() {
    core.says(new Outcome.Unavailable(Duration.ofSeconds(2), "down"));
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> await(signIns.begin("key-1", json(ALICE), shop)))
                .status())
        .isEqualTo(503);
    core.says(GRANTED);

    assertThat(view(signIns.begin("key-1", json(ALICE), shop)).state()).isEqualTo("granted");
  }

  @Test
  public void whatIsWrongIsNamed() {
    assertThat(refused(shop, "{'password':'x'}").field()).isEqualTo("username");
    assertThat(refused(shop, "{'username':'','password':'x'}").field()).isEqualTo("username");
    assertThat(refused(shop, ALICE.replace("alice", "a".repeat(257))).field())
        .isEqualTo("username");
    assertThat(refused(shop, "{'username':'alice'}").field()).isEqualTo("password");
    assertThat(refused(shop, "{'username':'alice','password':''}").field()).isEqualTo("password");
    assertThat(refused(shop, "{'username':'alice','password':null}").field()).isEqualTo("password");
    Problem tooLong = refused(shop, ALICE.replace("MARKED-password", "é".repeat(65)));
    assertThat(tooLong.field()).isEqualTo("password");
    assertThat(tooLong.detail()).doesNotContain("é");
    assertThat(refused(shop, ALICE.replace("}", ",'code':'" + "1".repeat(65) + "'}")).field())
        .isEqualTo("code");
    for (String address : Set.of("localhost", "192.0.2.0/24", "192.0.2.1-192.0.2.3", "")) {
      assertThat(refused(shop, ALICE.replace("}", ",'clientAddress':'" + address + "'}")).field())
          .as(address)
          .isEqualTo("clientAddress");
    }
    assertThat(refused(shop, ALICE.replace("}", ",'pin':'1'}")).field()).isEqualTo("pin");
    for (String key : Set.of("", "a b", "k".repeat(129))) {
      assertThat(
              catchThrowableOfType(Problem.class, () -> signIns.begin(key, json(ALICE), shop))
                  .field())
          .isEqualTo("Idempotency-Key");
    }
    assertThat(
            catchThrowableOfType(
                    Problem.class, () -> signIns.answer("x", null, json("{'username':'a'}"), shop))
                .field())
        .isEqualTo("code");
    assertThat(
            catchThrowableOfType(Problem.class, () -> signIns.look("x", null, null, shop)).field())
        .isEqualTo("username");
    assertThat(
            catchThrowableOfType(Problem.class, () -> signIns.look("x", "a", "26", shop)).field())
        .isEqualTo("waitSeconds");
    assertThat(core.requests).isEmpty();
    assertThat(core.answers).isEmpty();
  }
}
